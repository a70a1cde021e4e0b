package io.novacron.node;

import static java.util.stream.Collectors.toMap;

import io.novacron.agent.Agents;
import io.novacron.agent.GuestFigures;
import io.novacron.agent.HostIdentity;
import io.novacron.api.rest.RestServer;
import io.novacron.api.rest.RestSettings;
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
import io.novacron.metrics.Metrics;
import io.novacron.persistence.EventFeed;
import io.novacron.persistence.Projection;
import io.novacron.persistence.ReadSide;
import io.novacron.view.ViewProjection;
import io.novacron.view.Views;
import io.novacron.vm.VmId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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

/** Puts the parts of a node together, in the order in which they need each other. */
final class Assembly {
  private static final long MIB = 1L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final SupervisorStrategy RESTART =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);

  private final NodeSettings settings;
  private final ActorSystem<SpawnProtocol.Command> system;
  private final TransferServer server;
  private final List<HypervisorDriver> drivers;
  private final Hosts hosts = new Hosts();
  private final DatabaseWatch database = new DatabaseWatch();
  private final Dispatch dispatch;
  private final ReadSide readSide;
  private final Views views;
  private final GuestFigures guests = new GuestFigures();

  Assembly(
      NodeSettings settings,
      ActorSystem<SpawnProtocol.Command> system,
      TransferServer server,
      List<HypervisorDriver> drivers) {
    this.settings = settings;
    this.system = system;
    this.server = server;
    this.drivers = drivers;
    this.dispatch = new Dispatch(hosts, ClusterSharding.get(system));
    this.readSide = ReadSide.open(settings.database());
    this.views = new Views(readSide);
    system.getWhenTerminated().thenRun(readSide::close);
  }

  Node node() {
    spawn("database-watch", supervised(database.watching(readSide)));
    entities();
    singletons();
    var feed = EventFeed.start(system, readSide);
    ControlPlane plane =
        ControlPlanes.create(system, hosts, views, feed, database::answers, Version.of(settings));
    String api = serve(plane, figures());
    host(api);
    Readiness.get(system).is(this::isReady);
    await(PekkoManagement.get(system).start());
    return new Node(system, plane, api);
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
  private void host(String api) {
    ActorRef<HostDirectory.Command> directory =
        spawn("hosts", supervised(HostDirectory.create(hosts)));
    var identity =
        new HostIdentity(
            settings.id(),
            settings.site(),
            Cluster.get(system).selfMember().address().toString(),
            api,
            Runtime.getRuntime().availableProcessors(),
            settings.memoryMiB(),
            Version.number());
    spawn(
        "agent",
        supervised(
            Agents.create(
                new Agents.Surroundings(
                    identity,
                    drivers,
                    server,
                    new TransferClient(),
                    settings.transferHost(),
                    settings.peerRoutes(),
                    dispatch,
                    views::believedOn,
                    directory,
                    guests))));
  }

  private String serve(ControlPlane plane, Metrics metrics) {
    return await(
            RestServer.start(
                system,
                plane,
                settings.bind(),
                settings.ports().http(),
                metrics,
                RestSettings.DEFAULT))
        .address();
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
