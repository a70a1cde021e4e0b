package io.novacron.node;

import static java.util.stream.Collectors.toMap;

import io.novacron.agent.Agents;
import io.novacron.agent.GuestFigures;
import io.novacron.agent.HostIdentity;
import io.novacron.api.rest.RestServer;
import io.novacron.api.rest.RestSettings;
import io.novacron.client.resource.BootResource;
import io.novacron.control.ControlPlane;
import io.novacron.control.ControlPlanes;
import io.novacron.control.DatabaseWatch;
import io.novacron.control.Dispatch;
import io.novacron.control.Failpoints;
import io.novacron.control.HostDirectory;
import io.novacron.control.HostReport;
import io.novacron.control.Hosts;
import io.novacron.control.Hosts.Host;
import io.novacron.control.MigrationCommand;
import io.novacron.control.MigrationEntity;
import io.novacron.control.Sweeper;
import io.novacron.control.VmEntity;
import io.novacron.dwcp.transfer.TransferClient;
import io.novacron.dwcp.transfer.TransferServer;
import io.novacron.hypervisor.HypervisorDriver;
import io.novacron.init.BootReport;
import io.novacron.init.Component;
import io.novacron.init.Phase;
import io.novacron.init.actor.BootSupervisor.Snapshot;
import io.novacron.metrics.Metrics;
import io.novacron.persistence.EventFeed;
import io.novacron.persistence.Projection;
import io.novacron.persistence.ReadSide;
import io.novacron.persistence.Schema;
import io.novacron.view.ViewProjection;
import io.novacron.view.Views;
import io.novacron.vm.VmId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.jspecify.annotations.Nullable;

/** The parts of a node, as components that say what they need of each other (docs/boot.md). */
final class Assembly implements AutoCloseable {
  private static final long MIB = 1L << 20;
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final SupervisorStrategy RESTART =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);

  private final NodeSettings settings;
  private final ActorSystem<SpawnProtocol.Command> system;
  private final Hosts hosts = new Hosts();
  private final DatabaseWatch database = new DatabaseWatch();
  private final Dispatch dispatch;
  private final ReadSide readSide;
  private final Views views;
  private final GuestFigures guests = new GuestFigures();
  private final CompletableFuture<TransferServer> server = new CompletableFuture<>();
  private final CompletableFuture<List<HypervisorDriver>> drivers = new CompletableFuture<>();
  private final CompletableFuture<ControlPlane> plane = new CompletableFuture<>();
  private final CompletableFuture<String> api = new CompletableFuture<>();
  private volatile @Nullable Snapshot boot;

  Assembly(NodeSettings settings, ActorSystem<SpawnProtocol.Command> system) {
    this.settings = settings;
    this.system = system;
    this.dispatch = new Dispatch(hosts, ClusterSharding.get(system));
    this.readSide = ReadSide.open(settings.database());
    this.views = new Views(readSide);
  }

  /** What is to be started, and what each needs. */
  List<Component> components() {
    return List.of(
        Part.critical("environment", Phase.PRE_INIT, SHORT).does(() -> Environment.check(settings)),
        Part.critical("database", Phase.CORE, databaseLimit(), "environment")
            .does(() -> Schema.migrate(settings.database())),
        Part.critical("transfer", Phase.CORE, SHORT, "environment").does(this::listen),
        Part.critical("hypervisor", Phase.CORE, PATIENCE, "environment")
            .does(() -> drivers.complete(Drivers.of(settings))),
        Part.critical("cluster", Phase.CORE, ClusterMembership.LIMIT, "database")
            .does(() -> ClusterMembership.join(system, NodeConfig.seeds(settings))),
        Part.critical("orchestration", Phase.SERVICES, PATIENCE, "database")
            .does(this::orchestrate),
        Part.critical("api", Phase.SERVICES, PATIENCE, "orchestration").does(this::serve),
        Part.critical("agent", Phase.SERVICES, PATIENCE, "api", "transfer", "hypervisor")
            .does(this::host),
        Part.critical("management", Phase.POST_INIT, PATIENCE, "api").does(this::manage));
  }

  /** Flyway takes a second of its own, and waits for other nodes that do the same. */
  private Duration databaseLimit() {
    return settings.database().startTimeout().plus(PATIENCE);
  }

  private void listen() {
    var address = new InetSocketAddress(settings.bind(), settings.ports().transfer());
    try {
      server.complete(TransferServer.open(address));
    } catch (IOException e) {
      throw new StartException(
          "The node cannot take in migrations at " + address,
          String.valueOf(e.getMessage()),
          "Stop what listens there, or choose another --transfer-port.");
    }
  }

  private void orchestrate() {
    spawn("database-watch", supervised(database.watching(readSide)));
    entities();
    singletons();
    var feed = EventFeed.start(system, readSide);
    plane.complete(
        ControlPlanes.create(
            system, hosts, views, feed, database::answers, Version.of(settings), this::boot));
  }

  private void manage() {
    Readiness.get(system).is(this::isReady);
    await(PekkoManagement.get(system).start());
  }

  private BootResource boot() {
    Snapshot known = boot;
    return known == null ? BootView.none(settings.id()) : BootView.of(settings.id(), known);
  }

  /** How the boot stands. */
  void note(Snapshot snapshot) {
    boot = snapshot;
  }

  /** The node, once its components are up. */
  Node node(BootReport report) {
    return new Node(system, plane.resultNow(), api.resultNow(), report);
  }

  /** Lets go of what outlives the actor system. */
  @Override
  public void close() {
    readSide.close();
    var _ = server.thenAccept(TransferServer::close);
    var _ = drivers.thenAccept(all -> all.forEach(HypervisorDriver::close));
  }

  private void entities() {
    var sharding = ClusterSharding.get(system);
    var ofVms =
        new VmEntity.Surroundings(
            dispatch::order,
            (migration, report) ->
                dispatch.toMigration(migration, new MigrationCommand.Tell(report)));
    sharding.init(
        Entity.of(
            VmEntity.TYPE, context -> VmEntity.create(new VmId(context.getEntityId()), ofVms)));
    var ofMigrations =
        new MigrationEntity.Surroundings(
            settings.id(),
            dispatch::order,
            settings.failpoints().map(Failpoints::in).orElse(Failpoints.NONE),
            InstantSource.system());
    sharding.init(
        Entity.of(
            MigrationEntity.TYPE,
            context -> MigrationEntity.create(context.getEntityId(), ofMigrations)));
  }

  private void singletons() {
    var singleton = ClusterSingleton.get(system);
    singleton.init(
        SingletonActor.of(
                supervised(Projection.create(ViewProjection.NAME, readSide, new ViewProjection())),
                "projection")
            .withStopMessage(Projection.Stop.NOW));
    singleton.init(
        SingletonActor.of(supervised(Sweeper.create(views, dispatch)), "sweeper")
            .withStopMessage(Sweeper.Command.STOP));
  }

  /** The agent starts when the node listens, since it tells the cluster where. */
  private void host() {
    ActorRef<HostDirectory.Command> directory =
        spawn("hosts", supervised(HostDirectory.create(hosts)));
    var identity =
        new HostIdentity(
            settings.id(),
            settings.site(),
            Cluster.get(system).selfMember().address().toString(),
            api.resultNow(),
            Runtime.getRuntime().availableProcessors(),
            settings.memoryMiB(),
            Version.number());
    spawn(
        "agent",
        supervised(
            Agents.create(
                new Agents.Surroundings(
                    identity,
                    drivers.resultNow(),
                    server.resultNow(),
                    new TransferClient(),
                    settings.transferHost(),
                    settings.peerRoutes(),
                    dispatch,
                    views::believedOn,
                    directory,
                    guests))));
  }

  private void serve() {
    api.complete(
        await(
                RestServer.start(
                    system,
                    plane.resultNow(),
                    settings.bind(),
                    settings.ports().http(),
                    figures(),
                    RestSettings.DEFAULT))
            .address());
  }

  private Metrics figures() {
    var metrics = new Metrics();
    metrics.gauge(
        "novacron_guest_heartbeats",
        "Heartbeats of a guest on this node that this process has seen: they grow while it runs.",
        "vm",
        guests::heartbeats);
    metrics.gauge(
        "novacron_database_up",
        "Whether the database answered when it was last asked.",
        () -> database.answers() ? 1 : 0);
    metrics.gauge("novacron_guests", "Guests by host.", "host", () -> byHost(HostReport::guests));
    metrics.gauge(
        "novacron_guest_memory_bytes",
        "Memory that guests are configured with, by host.",
        "host",
        () -> byHost(report -> report.memoryUsedMiB() * MIB));
    metrics.gauge(
        "novacron_host_memory_bytes",
        "Memory offered to guests, by host.",
        "host",
        () -> byHost(report -> report.memoryMiB() * MIB));
    metrics.gauge(
        "novacron_host_up",
        "Whether a host answers, as seen from here.",
        "host",
        () -> hosts.all().values().stream().collect(toMap(Host::id, h -> h.reachable() ? 1 : 0)));
    return metrics;
  }

  private Map<String, Number> byHost(Function<HostReport, Number> figure) {
    return hosts.all().values().stream()
        .filter(Host::reachable)
        .collect(toMap(Host::id, host -> figure.apply(host.report())));
  }

  private boolean isReady() {
    return Cluster.get(system).selfMember().status().equals(MemberStatus.up())
        && database.answers()
        && hosts.find(settings.id()).isPresent();
  }

  private <T> ActorRef<T> spawn(String name, Behavior<T> behavior) {
    return await(
        AskPattern.ask(
            system,
            (ActorRef<ActorRef<T>> replyTo) ->
                new SpawnProtocol.Spawn<>(behavior, name, Props.empty(), replyTo),
            PATIENCE,
            system.scheduler()));
  }

  private static <T> Behavior<T> supervised(Behavior<T> behavior) {
    return Behaviors.supervise(behavior).onFailure(RESTART);
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage
          .toCompletableFuture()
          .orTimeout(PATIENCE.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
