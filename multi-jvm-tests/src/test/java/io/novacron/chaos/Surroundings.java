package io.novacron.chaos;

import io.novacron.cache.testkit.RedisServer;
import io.novacron.discovery.testkit.ConsulStandIn;
import io.novacron.multijvm.DatabaseProcess;
import io.novacron.multijvm.NodeSpec;
import io.novacron.multijvm.Ports;
import io.novacron.persistence.testkit.PostgresServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** All that a node depends on, each at the end of a way of its own. */
final class Surroundings implements AutoCloseable {
  private final Path folder;
  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
  private final DatabaseProcess postgresql;
  private final Way database;
  private final Way cache;
  private final ConsulStandIn agent;
  private final Way consul;
  private final ModelServer models;
  private int nodes;

  Surroundings(Path folder) {
    this.folder = folder;
    postgresql = closing(postgresql(folder.resolve("database")));
    database = closing(Way.to(URI.create(postgresql.url().substring("jdbc:".length())).getPort()));
    cache = closing(Way.to(closing(RedisServer.start()).port()));
    agent = closing(new ConsulStandIn(""));
    consul = closing(Way.to(agent.port()));
    models = closing(new ModelServer(Ports.free(1).getFirst()));
    models.start();
  }

  private <T extends AutoCloseable> T closing(T opened) {
    toClose.push(opened);
    return opened;
  }

  /** Debian's where it is installed, else the one from Maven Central. */
  private static DatabaseProcess postgresql(Path folder) {
    return PostgresServer.missing().isEmpty()
        ? DatabaseProcess.postgresql(folder)
        : DatabaseProcess.embeddedPostgresql(folder);
  }

  Way database() {
    return database;
  }

  Way cache() {
    return cache;
  }

  /** To where a node registers, and where it looks for others. */
  Way consul() {
    return consul;
  }

  /** As the Consul agent has it: {@code passing}, {@code warning}, {@code critical}, or none. */
  String registered(NodeUnderTest node) {
    return agent.status(node.process().spec().id() + ":novacron").orElse("none");
  }

  ModelServer models() {
    return models;
  }

  /** Starts a node of its own, on all of this. */
  NodeUnderTest node(String... extra) {
    List<Integer> ports = Ports.free(4);
    String id = "n" + ++nodes;
    return NodeUnderTest.start(spec(id, ports, List.of(), options(extra)));
  }

  /** The same, but for its cluster, which it does not look for: it begins one. */
  NodeUnderTest nodeWithSeeds() {
    List<Integer> ports = Ports.free(4);
    String id = "n" + ++nodes;
    return NodeUnderTest.start(
        spec(
            id,
            ports,
            List.of("127.0.0.1:" + ports.getFirst()),
            options("cluster.discovery.method=none")));
  }

  private NodeSpec spec(String id, List<Integer> ports, List<String> seeds, List<String> options) {
    int real = URI.create(postgresql.url().substring("jdbc:".length())).getPort();
    return new NodeSpec(
        id,
        "a",
        "io.novacron.node.Main",
        ports.get(0),
        ports.get(1),
        ports.get(2),
        ports.get(3),
        folder.resolve(id),
        seeds,
        postgresql.url().replace(":" + real, ":" + database.port()),
        postgresql.user(),
        postgresql.passwordFile(),
        List.of("sim"),
        128,
        Map.of(),
        List.of("-Xmx192m"),
        options);
  }

  private List<String> options(String... extra) {
    List<String> options =
        settings(
            "cache.url=redis://127.0.0.1:" + cache.port(),
            "ml.address=127.0.0.1:" + models.port(),
            "ml.health-interval-seconds=1",
            "cluster.registration.consul=http://127.0.0.1:" + consul.port(),
            "cluster.registration.check-interval-seconds=1",
            "cluster.discovery.method=consul");
    options.addAll(settings(extra));
    return options;
  }

  private static List<String> settings(String... values) {
    return new ArrayList<>(
        Arrays.stream(values).flatMap(value -> List.of("--set", value).stream()).toList());
  }

  @Override
  public void close() {
    toClose.forEach(Surroundings::close);
  }

  private static void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      LoggerFactory.getLogger(Surroundings.class).warn("not closed", e);
    }
  }
}
