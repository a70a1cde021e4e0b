package io.novacron.node;

import io.novacron.control.ControlPlane;
import io.novacron.dwcp.transfer.TransferServer;
import io.novacron.hypervisor.HypervisorDriver;
import io.novacron.persistence.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SpawnProtocol;

/**
 * One node. It is put together from the floor up: tables, actor system, what it hosts, and last
 * what serves users.
 */
public final class Node implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(40);

  private final ActorSystem<SpawnProtocol.Command> system;
  private final ControlPlane controlPlane;
  private final String api;

  Node(ActorSystem<SpawnProtocol.Command> system, ControlPlane controlPlane, String api) {
    this.system = system;
    this.controlPlane = controlPlane;
    this.api = api;
  }

  /**
   * Starts a node and returns when it listens; it becomes ready once it is a member of its cluster.
   *
   * @throws StartException when something is missing that its operator can supply
   * @throws io.novacron.persistence.DatabaseUnavailableException when there is no database
   */
  public static Node start(NodeSettings settings) {
    prepare(settings);
    Schema.migrate(settings.database());
    TransferServer server = listen(settings);
    List<HypervisorDriver> drivers = Drivers.of(settings);
    ActorSystem<SpawnProtocol.Command> system = null;
    try {
      system =
          ActorSystem.create(SpawnProtocol.create(), NodeConfig.SYSTEM, NodeConfig.of(settings));
      closeAfter(system, server, drivers);
      return new Assembly(settings, system, server, drivers).node();
    } catch (RuntimeException e) {
      abandon(system, server, drivers);
      throw e;
    }
  }

  private static void prepare(NodeSettings settings) {
    try {
      Files.createDirectories(settings.data());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + settings.data(), e);
    }
  }

  private static TransferServer listen(NodeSettings settings) {
    var address = new InetSocketAddress(settings.bind(), settings.ports().transfer());
    try {
      return TransferServer.open(address);
    } catch (IOException e) {
      throw new StartException(
          "The node cannot take in migrations at " + address,
          String.valueOf(e.getMessage()),
          "Stop what listens there, or choose another --transfer-port.");
    }
  }

  private static void closeAfter(
      ActorSystem<?> system, TransferServer server, List<HypervisorDriver> drivers) {
    system.getWhenTerminated().thenRun(() -> close(server, drivers));
  }

  private static void close(TransferServer server, List<HypervisorDriver> drivers) {
    server.close();
    drivers.forEach(HypervisorDriver::close);
  }

  private static void abandon(
      @org.jspecify.annotations.Nullable ActorSystem<?> system,
      TransferServer server,
      List<HypervisorDriver> drivers) {
    if (system == null) {
      close(server, drivers);
    } else {
      system.terminate();
    }
  }

  /** What can be asked of its cluster. */
  public ControlPlane controlPlane() {
    return controlPlane;
  }

  /** Base address of its REST API. */
  public String api() {
    return api;
  }

  /** Its actor system, for those who embed it. */
  public ActorSystem<SpawnProtocol.Command> system() {
    return system;
  }

  /** Whether it is a member of its cluster and its database answers. */
  public boolean isReady() {
    return Readiness.get(system).now();
  }

  /** Waits until it has ended: told to leave, downed, or by a signal. */
  public void awaitEnd() {
    system.getWhenTerminated().toCompletableFuture().join();
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
