package io.novacron.node;

import io.novacron.agent.Agents;
import io.novacron.agent.Checkpoints;
import io.novacron.agent.GuestFigures;
import io.novacron.agent.HostIdentity;
import io.novacron.agent.PathRate;
import io.novacron.control.AgentCommand;
import io.novacron.control.Dispatch;
import io.novacron.control.HostDirectory;
import io.novacron.control.Hosts;
import io.novacron.dwcp.mode.Mode;
import io.novacron.dwcp.transfer.TransferClient;
import io.novacron.dwcp.transfer.TransferServer;
import io.novacron.hypervisor.HypervisorDriver;
import io.novacron.init.Reports;
import io.novacron.view.Views;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;

/** This machine as a host: its hypervisors, the door for migrations, and the agent. */
final class Hosting {
  private static final Duration PRESENT = Duration.ofSeconds(15);
  private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

  private final NodeSettings settings;
  private final TlsPlane tls;
  private final TransferSettings transfers;
  private final Actors actors;
  private final Hosts hosts;
  private final Dispatch dispatch;
  private final Views views;
  private final Supplier<Mode> mode;
  private final PathRate rate;
  private final GuestFigures figures = new GuestFigures();
  private final Slot<TransferServer> server = new Slot<>("transfer");
  private final Slot<List<HypervisorDriver>> drivers = new Slot<>("hypervisor");
  private final Slot<Checkpoints> checkpoints = new Slot<>("checkpoints");
  private final Slot<ActorRef<HostDirectory.Command>> directory = new Slot<>("hosts");
  private final Slot<ActorRef<AgentCommand>> agent = new Slot<>("agent");
  private final Slot<ActorRef<?>> watch = new Slot<>("agent-watch");

  Hosting(
      NodeSettings settings,
      TlsPlane tls,
      Actors actors,
      Hosts hosts,
      Dispatch dispatch,
      Views views,
      Supplier<Mode> mode,
      PathRate rate) {
    this.settings = settings;
    this.tls = tls;
    this.transfers = TransferSettings.of(settings.configuration());
    this.actors = actors;
    this.hosts = hosts;
    this.dispatch = dispatch;
    this.views = views;
    this.mode = mode;
    this.rate = rate;
  }

  GuestFigures figures() {
    return figures;
  }

  void listen() {
    var address = new InetSocketAddress(settings.bind(), settings.ports().transfer());
    try {
      server.put(TransferServer.open(address, tls.amongNodes()));
    } catch (IOException e) {
      throw new StartException(
          "The node cannot take in migrations at " + address,
          String.valueOf(e.getMessage()),
          "Stop what listens there, or choose another --transfer-port.");
    }
  }

  void listenNoMore() {
    server.take().ifPresent(TransferServer::close);
  }

  /** Asks them at once, while others start: QEMU is run five times for its answer, and keeps it. */
  void openDrivers() {
    List<HypervisorDriver> all = Drivers.of(settings);
    drivers.put(all);
    checkpoints.put(openCheckpoints());
    all.forEach(HypervisorDriver::probe);
  }

  private Checkpoints openCheckpoints() {
    return Checkpoints.open(
        settings.data().resolve("store"), transfers.storeBytes(), InstantSource.system());
  }

  /** Guests that can live on their own do. */
  void closeDrivers() {
    checkpoints.take().ifPresent(Checkpoints::close);
    drivers.take().ifPresent(all -> all.forEach(HypervisorDriver::close));
  }

  /**
   * Stops the agent. It takes over its guests anew when it starts again, so its drivers go, too.
   */
  void hostNoMore() {
    watch.take().ifPresent(actors::stop);
    agent.take().ifPresent(actors::stop);
    closeDrivers();
    directory.take().ifPresent(actors::stop);
  }

  /** The agent starts when the node listens, since it tells the cluster where. */
  void host(String self, String api, Reports reports) {
    if (drivers.now().isEmpty()) {
      openDrivers();
    }
    directory.put(actors.spawn("hosts", HostDirectory.create(hosts)));
    var identity =
        new HostIdentity(
            settings.id(),
            settings.site(),
            self,
            api,
            Runtime.getRuntime().availableProcessors(),
            settings.memoryMiB(),
            Version.number());
    agent.put(actors.spawn("agent", Agents.create(surroundings(identity))));
    awaitPresence();
    watch.put(actors.spawn("agent-watch", Watch.create(this::absence, reports)));
  }

  /** Not without a cluster: then it is on the list once there is one. */
  private void awaitPresence() {
    long deadline = System.nanoTime() + PRESENT.toNanos();
    while (!settings.seeds().isEmpty()
        && !absence().isEmpty()
        && System.nanoTime() < deadline
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private String absence() {
    return hosts.find(settings.id()).isPresent()
        ? ""
        : "this host is not in the cluster's list yet";
  }

  private Agents.Surroundings surroundings(HostIdentity identity) {
    return new Agents.Surroundings(
        identity,
        drivers.get(),
        server.get(),
        new TransferClient(tls.amongNodes()),
        checkpoints.get(),
        () -> transfers.options(mode.get().word()),
        settings.transferHost(),
        settings.testing().peerRoutes(),
        dispatch,
        views::believedOn,
        directory.get(),
        figures,
        rate);
  }
}
