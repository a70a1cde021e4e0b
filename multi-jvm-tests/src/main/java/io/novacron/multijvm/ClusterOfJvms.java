package io.novacron.multijvm;

import io.novacron.client.NovaCronClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A cluster of node processes that share a database process, on loopback. Closing it ends every
 * process that it started, guests included.
 */
public final class ClusterOfJvms implements AutoCloseable {
  private static final Duration READY = Duration.ofMinutes(2);

  private final Builder plan;
  private final DatabaseProcess database;
  private final Map<String, NodeSpec> specs = new LinkedHashMap<>();
  private final Map<String, NodeProcess> processes = new LinkedHashMap<>();

  private ClusterOfJvms(Builder plan, DatabaseProcess database) {
    this.plan = plan;
    this.database = database;
  }

  /** A cluster whose files are in {@code folder}. */
  public static Builder in(Path folder) {
    return new Builder(folder);
  }

  /** What a cluster is to be like. */
  public static final class Builder {
    private final Path folder;
    private final Map<String, String> sites = new LinkedHashMap<>();
    private Function<Path, DatabaseProcess> database = DatabaseProcess::h2;
    private Link link = Link.DIRECT;
    private String main = "io.novacron.node.Main";
    private List<String> drivers = List.of("sim");
    private long memoryMiB = 2048;
    private List<String> jvmFlags = List.of("-Xmx256m");
    private final List<String> extra = new ArrayList<>();

    private Builder(Path folder) {
      this.folder = folder;
    }

    /** One more node. */
    public Builder node(String id, String site) {
      sites.put(id, site);
      return this;
    }

    /** Which database, made in the folder given; H2 in a process of its own by default. */
    public Builder database(Function<Path, DatabaseProcess> kind) {
      database = kind;
      return this;
    }

    /** What lies between nodes of different sites. */
    public Builder link(Link between) {
      link = between;
      return this;
    }

    /** Hypervisor drivers of every node. */
    public Builder drivers(String... names) {
      drivers = Arrays.asList(names);
      return this;
    }

    /** Memory that every node offers to guests. */
    public Builder memoryMiB(long offered) {
      memoryMiB = offered;
      return this;
    }

    /** Another main class that understands the options of a node. */
    public Builder main(String className) {
      main = className;
      return this;
    }

    /** Flags of the nodes' JVMs. */
    public Builder jvmFlags(String... flags) {
      jvmFlags = List.of(flags);
      return this;
    }

    /** Further options of every node. */
    public Builder extra(String... options) {
      extra.addAll(Arrays.asList(options));
      return this;
    }

    /** Points at which migrations halt, whichever node drives them. */
    public Builder failpoints(Failpoints points) {
      return extra("--failpoints", points.folder().toString());
    }

    /** Starts all of it, and waits until every node serves. */
    public ClusterOfJvms start() {
      createFolder(folder);
      var cluster = new ClusterOfJvms(this, database.apply(folder.resolve("database")));
      try {
        cluster.plan();
        cluster.specs.keySet().forEach(cluster::start);
        cluster.awaitReady();
        return cluster;
      } catch (RuntimeException e) {
        cluster.close();
        throw e;
      }
    }
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void plan() {
    List<Integer> ports = Ports.free(4 * plan.sites.size());
    Map<String, Integer> transferPorts = new LinkedHashMap<>();
    int next = 0;
    for (String id : plan.sites.keySet()) {
      transferPorts.put(id, ports.get(4 * next++ + 3));
    }
    List<String> seeds = new ArrayList<>();
    for (int i = 0; i < plan.sites.size(); i++) {
      seeds.add("127.0.0.1:" + ports.get(4 * i));
    }
    int at = 0;
    for (String id : plan.sites.keySet()) {
      specs.put(id, spec(id, ports.subList(4 * at, 4 * at + 4), seeds, transferPorts));
      at++;
    }
  }

  private NodeSpec spec(
      String id, List<Integer> ports, List<String> seeds, Map<String, Integer> transferPorts) {
    return new NodeSpec(
        id,
        site(id),
        plan.main,
        ports.get(0),
        ports.get(1),
        ports.get(2),
        ports.get(3),
        plan.folder.resolve(id),
        seeds,
        database.url(),
        database.user(),
        database.passwordFile(),
        plan.drivers,
        plan.memoryMiB,
        routes(id, transferPorts),
        plan.jvmFlags,
        List.copyOf(plan.extra));
  }

  private String site(String id) {
    return plan.sites.getOrDefault(id, "");
  }

  private Map<String, String> routes(String from, Map<String, Integer> transferPorts) {
    Map<String, String> routes = new LinkedHashMap<>();
    transferPorts.forEach((to, port) -> {
      if (!site(to).equals(site(from))) {
        routes.put(to, "127.0.0.1:" + plan.link.relay(site(from), port));
      }
    });
    return routes;
  }

  /** Starts a node that does not run; it is not ready yet. */
  public NodeProcess start(String id) {
    NodeProcess process = NodeProcess.start(spec(id));
    processes.put(id, process);
    return process;
  }

  /** Starts a node of the cluster's making that was not planned, such as one that joins later. */
  public NodeProcess start(NodeSpec spec) {
    specs.put(spec.id(), spec);
    return start(spec.id());
  }

  /** Waits until every node that was started and not killed serves. */
  public void awaitReady() {
    processes.values().stream()
        .filter(NodeProcess::isAlive)
        .forEach(process -> process.awaitReady(READY));
  }

  /** What a node is started with. */
  public NodeSpec spec(String id) {
    NodeSpec spec = specs.get(id);
    if (spec == null) {
      throw new IllegalArgumentException("no node " + id + " among " + specs.keySet());
    }
    return spec;
  }

  /** The process that was started last under that name. */
  public NodeProcess node(String id) {
    NodeProcess process = processes.get(id);
    if (process == null) {
      throw new IllegalArgumentException("node " + id + " was never started");
    }
    return process;
  }

  /** The database that all nodes share. */
  public DatabaseProcess database() {
    return database;
  }

  /** Kills a node's JVM, and nothing else. */
  public void kill(String id) {
    node(id).kill();
  }

  /** Brings a node back with its folder and its ports, and waits until it serves. */
  public void restart(String id) {
    start(id).awaitReady(READY);
  }

  /** Speaks to one node only. */
  public NovaCronClient client(String id) {
    return NovaCronClient.at(spec(id).api());
  }

  /** Speaks to whichever nodes are there. */
  public NovaCronClient client() {
    return NovaCronClient.at(specs.values().stream().map(NodeSpec::api).toArray(String[]::new));
  }

  /**
   * Ends everything, nodes as a power cut would.
   *
   * @throws IllegalStateException when a process is left that names the cluster's folder
   */
  @Override
  public void close() {
    try {
      processes.values().forEach(NodeProcess::close);
      specs.values().forEach(spec -> Leftovers.endGuests(spec.data()));
    } finally {
      database.close();
    }
    Leftovers.awaitNone(plan.folder);
  }
}
