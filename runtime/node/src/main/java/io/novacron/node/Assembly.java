package io.novacron.node;

import io.novacron.api.rest.RestServer;
import io.novacron.api.rest.RestSettings;
import io.novacron.control.ControlPlane;
import io.novacron.control.DatabaseWatch;
import io.novacron.control.Dispatch;
import io.novacron.control.Hosts;
import io.novacron.init.Component;
import io.novacron.init.ComponentSpec;
import io.novacron.init.Reports;
import io.novacron.init.actor.BootSupervisor.Snapshot;
import io.novacron.metrics.Metrics;
import io.novacron.persistence.ReadSide;
import io.novacron.persistence.Schema;
import io.novacron.view.Views;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.http.javadsl.HttpsConnectionContext;
import org.apache.pekko.management.javadsl.PekkoManagement;

/** The parts of a node, as components that say what they need of each other (docs/boot.md). */
final class Assembly implements AutoCloseable {
  private final NodeSettings settings;
  private final ActorSystem<SpawnProtocol.Command> system;
  private final TlsPlane tls;
  private final Actors actors;
  private final Hosts hosts = new Hosts();
  private final DatabaseWatch database = new DatabaseWatch();
  private final ReadSide readSide;
  private final Orchestration orchestration;
  private final Hosting hosting;
  private final Slot<ControlPlane> plane = new Slot<>("orchestration");
  private final Slot<RestServer> api = new Slot<>("api");
  private final Slot<RestServer> events = new Slot<>("events");
  private final BootBook book;
  private final Map<String, ComponentSpec> blueprint;

  Assembly(NodeSettings settings, ActorSystem<SpawnProtocol.Command> system, TlsPlane tls) {
    this.settings = settings;
    this.tls = tls;
    this.system = system;
    this.actors = new Actors(system);
    this.readSide = ReadSide.open(settings.database());
    this.book = new BootBook(settings, InstantSource.system(), ProcessAge::nanos);
    this.blueprint =
        Blueprint.of(settings).stream()
            .collect(Collectors.toMap(ComponentSpec::name, Function.identity()));
    var dispatch = new Dispatch(hosts, ClusterSharding.get(system));
    var views = new Views(readSide);
    this.orchestration = new Orchestration(settings, system, readSide, views, dispatch);
    this.hosting = new Hosting(settings, tls, actors, hosts, dispatch, views);
  }

  /** What is to be started; what each needs says {@link Blueprint}. */
  List<Component> components() {
    List<Component> all = new ArrayList<>(always());
    if (settings.monitoring().kamon()) {
      all.add(monitoring());
    }
    settings.ml().address().map(this::ml).ifPresent(all::add);
    return all;
  }

  private Part.Named part(String name) {
    return new Part.Named(
        Objects.requireNonNull(blueprint.get(name), () -> name + " is not in the blueprint"));
  }

  private Component monitoring() {
    var kamon =
        new KamonAgent(
            new InetSocketAddress(settings.bind(), settings.monitoring().prometheusPort()));
    return part("monitoring").starts(kamon::start).until(kamon::stop);
  }

  /** Whether it answers is all that is asked of it so far: heuristics decide. */
  private Component ml(InetSocketAddress address) {
    var probe = new TcpProbe(address, settings.ml().timeout(), settings.ml().interval());
    return part("ml").starts(probe::start).until(probe::stop);
  }

  private List<Component> always() {
    return List.of(
        part("environment").does(() -> Environment.detect(settings)),
        part("resources").does(() -> Environment.check(settings)),
        part("tls").does(tls::prepare),
        part("database").starts(this::openDatabase),
        part("transfer").does(hosting::listen).until(hosting::listenNoMore),
        part("hypervisor").does(hosting::openDrivers).until(hosting::closeDrivers),
        part("cluster").starts(this::join),
        part("orchestration").does(() -> plane.put(orchestration.start(hosts, database, book))),
        part("api").does(this::serve).until(this::serveNoMore),
        part("agent").starts(this::host).until(hosting::hostNoMore),
        part("management")
            .does(this::manage)
            .until(() -> Actors.await(PekkoManagement.get(system).stop())));
  }

  private void openDatabase(Reports reports) {
    Schema.migrate(settings.database());
    actors.spawn("database-watch", database.watching(readSide, reports::ailing, reports::well));
  }

  private void join(Reports reports) throws InterruptedException {
    ClusterMembership.join(system, NodeConfig.seeds(settings));
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
                Figures.of(hosts, hosting.figures(), database),
                RestSettings.DEFAULT,
                tls.api())));
    serveEvents();
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
    hosting.listenNoMore();
    hosting.closeDrivers();
  }
}
