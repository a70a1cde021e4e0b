package io.novacron.node;

import io.novacron.init.BootLog.Outcome;
import io.novacron.init.BootReport;
import io.novacron.init.Component;
import io.novacron.init.ComponentSpec;
import io.novacron.init.Criticality;
import io.novacron.init.Reports;
import io.novacron.init.actor.BootSupervisor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SpawnProtocol;

/** Boots the components of a node and waits until they are up, or says why they are not. */
final class NodeBoot implements BootSupervisor.Listener {
  private static final String TOLD = "the node was told to end";

  private final Map<String, Throwable> failures = new ConcurrentHashMap<>();
  private final CompletableFuture<BootReport> outcome = new CompletableFuture<>();

  private final BiConsumer<BootSupervisor.Snapshot, Map<String, Throwable>> observer;

  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final CompletableFuture<Done> over = new CompletableFuture<>();
  private final ActorSystem<SpawnProtocol.Command> system;
  private final Slot<ActorRef<BootSupervisor.Command>> supervisor = new Slot<>("boot");

  private NodeBoot(
      ActorSystem<SpawnProtocol.Command> system,
      BiConsumer<BootSupervisor.Snapshot, Map<String, Throwable>> observer) {
    this.system = system;
    this.observer = observer;
  }

  /**
   * Boots {@code components} and returns when all are up, or done without. They are stopped, each
   * after who needs it, when the system ends.
   *
   * @param observer sees every change, and what components have thrown, for as long as the system
   *     lives
   * @throws io.novacron.init.InvalidGraphException when they cannot be booted together
   * @throws RuntimeException what the component threw without which the node cannot be
   */
  static NodeBoot run(
      ActorSystem<SpawnProtocol.Command> system,
      NodeSettings.Initialization how,
      List<Component> components,
      BiConsumer<BootSupervisor.Snapshot, Map<String, Throwable>> observer) {
    var boot = new NodeBoot(system, observer);
    boot.begin(components, how.atOnce());
    try {
      boot.outcome.orTimeout(how.timeout().toSeconds(), TimeUnit.SECONDS).join();
      return boot;
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void begin(List<Component> components, int atOnce) {
    List<Component> witnessed = components.stream().<Component>map(this::witnessed).toList();
    supervisor.put(
        new Actors(system).spawn("boot", BootSupervisor.create(witnessed, atOnce, this)));
    CoordinatedShutdown.get(system)
        .addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "boot", this::end);
    system.getWhenTerminated().thenRun(() -> outcome.completeExceptionally(lost()));
  }

  /** Also when the boot has not come to its end: what was started so far is stopped. */
  private CompletionStage<Done> end() {
    supervisor.get().tell(new BootSupervisor.End(TOLD));
    return over;
  }

  /** How it went. */
  BootReport report() {
    return outcome.resultNow();
  }

  /** What the node ended of by itself after it had been up; empty when it was told to. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
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
      public void start(Reports reports) throws Exception {
        try {
          component.start(reports);
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
    observer.accept(snapshot, failures);
  }

  @Override
  public void ready(BootReport report) {
    outcome.complete(report);
  }

  /** With what its culprit threw, which knows what to do about it. */
  @Override
  public void ended(String reason, BootReport report) {
    over.complete(Done.getInstance());
    Throwable why = reason.equals(TOLD) ? new BootEndedException() : culprit(reason, report);
    if (!outcome.completeExceptionally(why)) {
      failAfterwards(why);
    }
  }

  /** Nobody told it to end: something that it cannot do without was lost too often. */
  private void failAfterwards(Throwable why) {
    if (CoordinatedShutdown.get(system).getShutdownReason().isEmpty()) {
      failure.set(why);
      system.terminate();
    }
  }

  private Throwable culprit(String reason, BootReport report) {
    return report.lines().stream()
        .filter(line -> line.outcome() == Outcome.WITHOUT)
        .filter(line -> line.criticality() == Criticality.CRITICAL)
        .map(line -> failures.get(line.name()))
        .filter(RuntimeException.class::isInstance)
        .findFirst()
        .orElseGet(() -> new IllegalStateException(reason));
  }
}
