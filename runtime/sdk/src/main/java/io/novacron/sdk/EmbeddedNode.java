package io.novacron.sdk;

import io.novacron.config.Sources;
import io.novacron.control.ControlPlane;
import io.novacron.init.actor.ComponentProvider;
import io.novacron.node.Node;
import io.novacron.node.NodeSettings;
import io.novacron.persistence.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * A node of a cluster in this JVM. It hosts guests, takes its share of the cluster's entities and
 * leaves when it is closed.
 *
 * <pre>{@code
 * try (var node = EmbeddedNode.named("n1").in(folder).start()) {
 *   node.awaitReady(Duration.ofSeconds(30));
 *   node.controlPlane().vms(...);
 * }
 * }</pre>
 */
public final class EmbeddedNode implements AutoCloseable {
  private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

  private final Node node;

  private EmbeddedNode(Node node) {
    this.node = node;
  }

  /** A node of that id, on loopback and the default ports, beginning a cluster of its own. */
  public static Builder named(String id) {
    return new Builder(id);
  }

  /** What can be asked of its cluster. */
  public ControlPlane controlPlane() {
    return node.controlPlane();
  }

  /** Base address of its REST API. */
  public String api() {
    return node.api();
  }

  /**
   * Waits until it is a member of its cluster.
   *
   * @throws TimeoutException when it is not within {@code limit}
   */
  public void awaitReady(Duration limit) throws TimeoutException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!node.isReady()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("the node is not ready after " + limit.toSeconds() + " s");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Leaves the cluster and ends; guests that can live on their own do. */
  @Override
  public void close() {
    node.close();
  }

  /** What makes one node different from another; see {@link NodeSettings}. */
  public static final class Builder {
    private final String id;
    private String site = "default";
    private NodeSettings.Ports ports = new NodeSettings.Ports(25_520, 8080, 8558, 7400);
    private Path data;
    private List<String> seeds = List.of();
    private Optional<DatabaseSettings> database = Optional.empty();
    private List<String> drivers = List.of("qemu", "sim");
    private long memoryMiB = 1024;
    private final Map<String, String> more = new HashMap<>();
    private final List<ComponentProvider> others = new ArrayList<>();

    private Builder(String id) {
      this.id = id;
      this.data = Path.of(System.getProperty("user.home"), ".novacron", id);
    }

    /** Where it stands. */
    public Builder at(String where) {
      site = where;
      return this;
    }

    /** Its folder. */
    public Builder in(Path folder) {
      data = folder.toAbsolutePath();
      return this;
    }

    /** Its ports. */
    public Builder on(NodeSettings.Ports own) {
      ports = own;
      return this;
    }

    /** {@code host:port} of the nodes to join by. */
    public Builder joining(List<String> nodes) {
      seeds = List.copyOf(nodes);
      return this;
    }

    /** The database that all nodes of its cluster share. */
    public Builder remembering(DatabaseSettings shared) {
      database = Optional.of(shared);
      return this;
    }

    /** Which hypervisors it may use, and with how much memory in all. */
    public Builder hosting(long guestMemoryMiB, String... hypervisors) {
      memoryMiB = guestMemoryMiB;
      drivers = List.of(hypervisors);
      return this;
    }

    /** Any other key of the configuration (docs/config.md). */
    public Builder set(String key, String value) {
      more.put(key, value);
      return this;
    }

    /** Has the node start and stop components of yours, together with its own. */
    public Builder with(ComponentProvider components) {
      others.add(components);
      return this;
    }

    /** Starts it; throws what {@link Node#start(NodeSettings, List)} throws. */
    public EmbeddedNode start() {
      return new EmbeddedNode(Node.start(settings(), List.copyOf(others)));
    }

    private NodeSettings settings() {
      Sources sources = Sources.none();
      for (var entry : keys().entrySet()) {
        sources = sources.option(entry.getKey(), entry.getValue(), "EmbeddedNode.Builder");
      }
      var read = NodeSettings.of(sources.load());
      return database.map(read::with).orElse(read);
    }

    private Map<String, String> keys() {
      Map<String, String> keys = new HashMap<>(more);
      keys.put("system.id", id);
      keys.put("system.site", site);
      keys.put("system.data", data.toString());
      keys.put("system.ports.cluster", String.valueOf(ports.artery()));
      keys.put("system.ports.rest", String.valueOf(ports.http()));
      keys.put("system.ports.events", String.valueOf(ports.events()));
      keys.put("system.ports.management", String.valueOf(ports.management()));
      keys.put("system.ports.transfer", String.valueOf(ports.transfer()));
      keys.put("cluster.seeds", String.join(",", seeds));
      keys.put("hypervisor.drivers", String.join(",", drivers));
      keys.put("hypervisor.memory-mib", String.valueOf(memoryMiB));
      return keys;
    }
  }
}
