package io.novacron.node;

import io.novacron.init.BootLog.Outcome;
import io.novacron.init.BootReport;
import io.novacron.init.Component;
import io.novacron.init.ComponentSpec;
import io.novacron.init.actor.BootSupervisor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SpawnProtocol;

/** Boots the components of a node and waits until they are up, or says why they are not. */
final class NodeBoot implements BootSupervisor.Listener {
  /** One by one costs time, more than a few at once only memory. */
  private static final int AT_ONCE = 8;

  /** More than all attempts of one component after the other take. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Map<String, Throwable> failures = new ConcurrentHashMap<>();
  private final CompletableFuture<BootReport> outcome = new CompletableFuture<>();

  private final Consumer<BootSupervisor.Snapshot> observer;

  private NodeBoot(Consumer<BootSupervisor.Snapshot> observer) {
    this.observer = observer;
  }

  /**
   * The report on the boot of {@code components}.
   *
   * @param observer sees every change, for as long as the system lives
   * @throws RuntimeException what the component threw without which the node cannot be
   */
  static BootReport run(
      ActorSystem<SpawnProtocol.Command> system,
      List<Component> components,
      Consumer<BootSupervisor.Snapshot> observer) {
    var boot = new NodeBoot(observer);
    List<Component> witnessed = components.stream().<Component>map(boot::witnessed).toList();
    var behavior = BootSupervisor.create(witnessed, AT_ONCE, boot);
    system.tell(
        new SpawnProtocol.Spawn<>(
            behavior,
            "boot",
            Props.empty(),
            system.ignoreRef().<ActorRef<BootSupervisor.Command>>unsafeUpcast()));
    system.getWhenTerminated().thenRun(() -> boot.outcome.completeExceptionally(lost()));
    try {
      return boot.outcome.orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static StartException lost() {
    return new StartException(
        "The node has ended before it was up",
        "none of its seeds let it join, or it was told to leave",
        "Start the seeds first, or correct --seeds.");
  }

  private Component witnessed(Component component) {
    return new Component() {
      @Override
      public ComponentSpec spec() {
        return component.spec();
      }

      @Override
      public void start(Consumer<String> lost) throws Exception {
        try {
          component.start(lost);
        } catch (Exception e) {
          failures.put(component.spec().name(), e);
          throw e;
        }
      }

      @Override
      public boolean isLasting(Throwable failure) {
        return component.isLasting(failure);
      }

      @Override
      public void stop() throws Exception {
        component.stop();
      }
    };
  }

  @Override
  public void changed(BootSupervisor.Snapshot snapshot) {
    observer.accept(snapshot);
  }

  @Override
  public void ready(BootReport report) {
    outcome.complete(report);
  }

  /** With what its culprit threw, which knows what to do about it. */
  @Override
  public void ended(String reason, BootReport report) {
    Throwable why =
        report.lines().stream()
            .filter(line -> line.outcome() == Outcome.WITHOUT)
            .map(line -> failures.get(line.name()))
            .filter(RuntimeException.class::isInstance)
            .findFirst()
            .orElseGet(() -> new IllegalStateException(reason));
    outcome.completeExceptionally(why);
  }
}
