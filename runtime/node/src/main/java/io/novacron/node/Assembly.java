package io.novacron.node;

import io.novacron.agent.PathRate;
import io.novacron.api.rest.RestServer;
import io.novacron.api.rest.RestSettings;
import io.novacron.config.Configuration;
import io.novacron.config.Origin;
import io.novacron.control.ControlPlane;
import io.novacron.control.DatabaseWatch;
import io.novacron.control.Dispatch;
import io.novacron.control.Hosts;
import io.novacron.control.KeptLists;
import io.novacron.discovery.Registration;
import io.novacron.discovery.Registration.Health;
import io.novacron.init.Component;
import io.novacron.init.ComponentSpec;
import io.novacron.init.Reports;
import io.novacron.init.actor.BootSupervisor.Snapshot;
import io.novacron.metrics.Metrics;
import io.novacron.node.RegistrationPart.Listing;
import io.novacron.persistence.ReadSide;
import io.novacron.persistence.Schema;
import io.novacron.view.Views;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.http.javadsl.HttpsConnectionContext;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.slf4j.LoggerFactory;

/** The parts of a node, as components that say what they need of each other (docs/boot.md). */
final class Assembly implements AutoCloseable {
  private final NodeSettings settings;
  private final ActorSystem<SpawnProtocol.Command> system;
  private final TlsPlane tls;
  private final Actors actors;
  private final Hosts hosts = new Hosts();
  private final CachePart cache;
  private final DatabaseWatch database = new DatabaseWatch();
  private final ReadSide readSide;
  private final JobsPart jobs;
  private final Orchestration orchestration;
  private final Hosting hosting;
  private final ModePart mode;
  private final Slot<ControlPlane> plane = new Slot<>("orchestration");
  private final Slot<RestServer> api = new Slot<>("api");
  private final Slot<RestServer> events = new Slot<>("events");
  private final BootBook book;

  Assembly(NodeSettings settings, ActorSystem<SpawnProtocol.Command> system, TlsPlane tls) {
    this.settings = settings;
    this.tls = tls;
    this.system = system;
    this.actors = new Actors(system);
    this.cache = new CachePart(settings.cache());
    this.readSide = ReadSide.open(settings.database());
    this.book = new BootBook(settings, InstantSource.system(), ProcessAge::nanos);
    var dispatch = new Dispatch(hosts, ClusterSharding.get(system));
    var views = new Views(readSide);
    this.orchestration = new Orchestration(settings, system, readSide, views, lists(), dispatch);
    var rate = new PathRate(System::nanoTime);
    this.mode = new ModePart(settings, actors, hosts, rate::bytesPerSecond, InstantSource.system());
    this.jobs = new JobsPart(settings, actors, tls, readSide);
    this.hosting = new Hosting(settings, tls, actors, hosts, dispatch, views, mode::mode, rate);
  }

  private KeptLists lists() {
    Reload reload = settings.reload().read("cache.ttl-seconds", "cache.fresh-ms");
    return new KeptLists(
        cache.cache(),
        () -> reload.current().millis("cache.fresh-ms"),
        () -> reload.current().seconds("cache.ttl-seconds"),
        database::answers,
        InstantSource.system());
  }

  /** What is to be started, as {@link Blueprint} has it. */
  List<Component> components() {
    return Blueprint.of(settings).stream().map(this::component).toList();
  }

  private Component component(ComponentSpec spec) {
    var part = new Part.Named(spec);
    return switch (spec.name()) {
      case "environment" -> part.does(() -> Environment.detect(settings));
      case "logger" -> part.does(this::setUpLog);
      case "resources" -> part.does(() -> Environment.check(settings));
      case "tls" -> part.does(tls::prepare);
      case "database" -> part.starts(this::openDatabase);
      case "cache" -> part.starts(cache::start).until(cache::stop);
      case "hypervisor" -> part.does(hosting::openDrivers).until(hosting::closeDrivers);
      case "transfer" -> part.does(hosting::listen).until(hosting::listenNoMore);
      case "cluster" -> part.starts(this::join);
      default -> service(part);
    };
  }

  private Component service(Part.Named part) {
    return switch (part.spec().name()) {
      case "orchestration" ->
          part.does(() -> plane.put(orchestration.start(hosts, database, book, mode)));
      case "api" -> part.does(this::serve).until(this::serveNoMore);
      case "mode" -> part.does(mode::start).until(mode::stop);
      case "agent" -> part.starts(this::host).until(hosting::hostNoMore);
      case "monitoring" -> monitoring(part);
      case "ml" -> ml(part);
      case "management" ->
          part.does(this::manage).until(() -> Actors.await(PekkoManagement.get(system).stop()));
      case "registration" -> registration(part);
      case "jobs" -> part.starts(jobs::start).until(jobs::stop);
      default -> throw new IllegalStateException("nothing does the work of " + part.spec().name());
    };
  }

  private Component monitoring(Part.Named part) {
    var kamon =
        new KamonPart(
            new InetSocketAddress(settings.bind(), settings.monitoring().prometheusPort()));
    return part.starts(kamon::start).until(kamon::stop);
  }

  /** Whether it answers is all that is asked of it so far: heuristics decide. */
  private Component ml(Part.Named part) {
    InetSocketAddress address = settings.ml().address().orElseThrow();
    var probe = new TcpProbe(address, settings.ml().timeout(), settings.ml().interval());
    return part.starts(probe::start).until(probe::stop);
  }

  private Component registration(Part.Named part) {
    var listed = new RegistrationPart(settings.finding().registration(), this::listings);
    return part.starts(listed::start).until(listed::stop);
  }

  /**
   * The API, which is well when the node is; and management, by which other nodes find this one.
   */
  private List<Listing> listings() {
    Supplier<Health> ready = () -> Readiness.get(system).now() ? Health.PASSING : Health.WARNING;
    int rest = api.get().listening().getPort();
    return List.of(
        new Listing(entry("novacron", rest), ready),
        new Listing(
            entry(settings.finding().discovery().service(), settings.ports().management()),
            () -> Health.PASSING));
  }

  private Registration.Entry entry(String service, int port) {
    return new Registration.Entry(
        settings.id() + ":" + service,
        service,
        settings.bind(),
        port,
        List.of(settings.site()),
        Map.of("site", settings.site()));
  }

  private void setUpLog() {
    Configuration configuration = settings.configuration();
    LogSetup.apply(LogSettings.of(configuration));
    if (!(configuration.value(LogLevel.KEY).origin() instanceof Origin.Default)) {
      LogLevel.apply(configuration);
    }
    var log = LoggerFactory.getLogger(Assembly.class);
    configuration.doubts().forEach(log::warn);
  }

  private void openDatabase(Reports reports) {
    Schema.migrate(settings.database());
    actors.spawn(
        "database-watch", database.watching(readSide::ping, reports::ailing, reports::well));
  }

  private void join(Reports reports) throws InterruptedException {
    ClusterMembership.join(system, NodeConfig.seeds(settings), settings.finding().discovery());
    actors.spawn("cluster-watch", Watch.create(this::membership, reports));
  }

  private String membership() {
    MemberStatus status = Cluster.get(system).selfMember().status();
    return status.equals(MemberStatus.up()) ? "" : "is not a member of a cluster: it is " + status;
  }

  private void manage() {
    tls.trustNodes(system);
    HttpsConnectionContext https = tls.management();
    var management = PekkoManagement.get(system);
    Actors.await(
        https == null
            ? management.start()
            : management.start(routes -> routes.withHttpsConnectionContext(https)));
  }

  private void serve() {
    api.put(
        Actors.await(
            RestServer.start(
                system,
                plane.get(),
                settings.bind(),
                settings.ports().http(),
                figures(),
                RestSettings.DEFAULT,
                tls.api())));
    serveEvents();
  }

  private Metrics figures() {
    Metrics figures = Figures.of(hosts, hosting.figures(), database, mode);
    jobs.addTo(figures);
    return figures;
  }

  /** The same, for proxies that treat long answers apart. */
  private void serveEvents() {
    if (settings.ports().events() > 0) {
      events.put(
          Actors.await(
              RestServer.start(
                  system,
                  plane.get(),
                  settings.bind(),
                  settings.ports().events(),
                  new Metrics(),
                  RestSettings.DEFAULT,
                  tls.api())));
    }
  }

  private void serveNoMore() {
    api.take().ifPresent(server -> Actors.await(server.stop()));
    events.take().ifPresent(server -> Actors.await(server.stop()));
  }

  private void host(Reports reports) {
    hosting.host(
        Cluster.get(system).selfMember().address().toString(), api.get().address(), reports);
  }

  /** How the boot stands. */
  void note(Snapshot snapshot, Map<String, Throwable> failures) {
    book.note(snapshot, failures);
    Readiness.get(system).note(snapshot.health());
  }

  /** The node, once its components are up. */
  Node node(NodeBoot booted) {
    return new Node(system, plane.get(), api.get().address(), booted, book);
  }

  /** Where it is written down how it boots. */
  BootBook book() {
    return book;
  }

  /** Lets go of what outlives the actor system. */
  @Override
  public void close() {
    readSide.close();
    cache.close();
    hosting.listenNoMore();
    hosting.closeDrivers();
  }
}
