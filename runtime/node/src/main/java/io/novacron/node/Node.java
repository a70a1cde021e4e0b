package io.novacron.node;

import io.novacron.control.ControlPlane;
import io.novacron.init.BootReport;
import io.novacron.init.Component;
import io.novacron.init.Health;
import io.novacron.init.actor.ComponentProvider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SpawnProtocol;

/** One node: an actor system whose components {@link Assembly} names and the boot starts. */
public final class Node implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(40);

  private final ActorSystem<SpawnProtocol.Command> system;
  private final ControlPlane controlPlane;
  private final String api;
  private final NodeBoot boot;
  private final BootBook book;

  Node(
      ActorSystem<SpawnProtocol.Command> system,
      ControlPlane controlPlane,
      String api,
      NodeBoot boot,
      BootBook book) {
    this.book = book;
    this.system = system;
    this.controlPlane = controlPlane;
    this.api = api;
    this.boot = boot;
  }

  /**
   * Starts a node and returns when all of it is up: it serves, and is a member of its cluster if it
   * was told which.
   *
   * @throws BootEndedException when it is told to end before that
   * @throws StartException when something is missing that its operator can supply
   * @throws io.novacron.persistence.DatabaseUnavailableException when there is no database
   */
  public static Node start(NodeSettings settings) {
    return start(settings, List.of());
  }

  /**
   * As {@link #start(NodeSettings)}, with components of others.
   *
   * @throws io.novacron.init.InvalidGraphException when they cannot be booted together
   */
  public static Node start(NodeSettings settings, List<ComponentProvider> others) {
    if (settings.monitoring().kamon()) {
      KamonAgent.attach();
    }
    TlsPlane tls = TlsPlane.of(settings, InstantSource.system());
    ActorSystem<SpawnProtocol.Command> system =
        ActorSystem.create(SpawnProtocol.create(), NodeConfig.SYSTEM, setup(settings, tls));
    var assembly = new Assembly(settings, system, tls);
    system.getWhenTerminated().thenRun(assembly::close);
    try {
      List<Component> components = new ArrayList<>(assembly.components());
      others.forEach(provider -> components.addAll(provider.components(system)));
      return assembly.node(
          assembly
              .book()
              .keep(() ->
                  NodeBoot.run(system, settings.initialization(), components, assembly::note)));
    } catch (RuntimeException e) {
      system.terminate();
      throw e;
    }
  }

  private static BootstrapSetup setup(NodeSettings settings, TlsPlane tls) {
    return BootstrapSetup.create(NodeConfig.of(settings, tls.overlay()))
        .withClassloader(new NoManifests(Node.class.getClassLoader()));
  }

  /** What can be asked of its cluster. */
  public ControlPlane controlPlane() {
    return controlPlane;
  }

  /** Base address of its REST API. */
  public String api() {
    return api;
  }

  /** How it booted. */
  public BootReport boot() {
    return boot.report();
  }

  /** How it booted, for people, in one line. */
  String sentence() {
    return boot().sentence(book.readyNanos(), book.oneByOneNanos());
  }

  /** Its actor system, for those who embed it. */
  public ActorSystem<SpawnProtocol.Command> system() {
    return system;
  }

  /** Whether it serves: see {@link #health()}. */
  public boolean isReady() {
    return Readiness.get(system).now();
  }

  /** How each of its components does. */
  public Health health() {
    return Readiness.get(system).health();
  }

  /**
   * Waits until it has ended: told to leave, downed, or by a signal.
   *
   * @throws RuntimeException what it ended of, when it lost what it cannot do without
   */
  public void awaitEnd() {
    system.getWhenTerminated().toCompletableFuture().join();
    boot.failure()
        .ifPresent(why -> {
          throw why instanceof RuntimeException known ? known : new IllegalStateException(why);
        });
  }

  /** Leaves the cluster and ends; guests that can live on their own do. */
  @Override
  public void close() {
    var done =
        CoordinatedShutdown.get(system)
            .runAll(CoordinatedShutdown.actorSystemTerminateReason())
            .toCompletableFuture();
    try {
      done.get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
      system.log().warn("the node ended without saying goodbye", e);
    }
  }
}
