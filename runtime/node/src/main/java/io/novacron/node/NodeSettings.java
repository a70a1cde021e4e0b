package io.novacron.node;

import io.novacron.cache.CacheSettings;
import io.novacron.config.Configuration;
import io.novacron.discovery.DiscoverySettings;
import io.novacron.discovery.Registration;
import io.novacron.persistence.DatabaseSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What makes one node different from another. All but what is for tests comes from keys of {@code
 * novacron.yaml} (docs/config.md).
 *
 * @param id its name as a host, a DNS label
 * @param site where it stands, a DNS label
 * @param bind address that all its servers are bound to
 * @param ports of its servers
 * @param transferHost under which other nodes reach its transfer port
 * @param data folder of its own for guests and an embedded database
 * @param seeds {@code host:port} of cluster transports to join by; itself alone begins a cluster,
 *     none waits to be told to join
 * @param drivers names of hypervisor drivers to use
 * @param memoryMiB that it offers to guests
 * @param membership how it knows that others live
 * @param tls how what it says to others is protected
 * @param cache where answers of lists are kept
 * @param finding how it finds others and is found
 * @param testing what tests have besides
 * @param reload that all of it is read from, and what has changed since
 */
public record NodeSettings(
    String id,
    String site,
    String bind,
    Ports ports,
    String transferHost,
    Path data,
    List<String> seeds,
    DatabaseSettings database,
    List<String> drivers,
    long memoryMiB,
    Initialization initialization,
    Monitoring monitoring,
    Membership membership,
    TlsSettings tls,
    CacheSettings cache,
    Finding finding,
    Ml ml,
    Testing testing,
    Reload reload) {

  /**
   * TCP ports of a node's servers; 0 lets the system choose, but for {@code artery}.
   *
   * @param events where event feeds are served besides; 0 for nowhere
   */
  public record Ports(int artery, int http, int management, int transfer, int events) {
    /** Without a port of their own for event feeds. */
    public Ports(int artery, int http, int management, int transfer) {
      this(artery, http, management, transfer, 0);
    }
  }

  /**
   * How it boots.
   *
   * @param atOnce components that may be starting at the same time; 1 boots one by one
   */
  public record Initialization(int atOnce, Duration timeout, Duration stopTimeout) {}

  /**
   * What it tells of itself.
   *
   * @param kamon whether that measures
   * @param prometheusPort where its figures are fetched
   */
  public record Monitoring(boolean kamon, int prometheusPort) {}

  /** How nodes of a cluster know of each other, and for how long they doubt. */
  public record Membership(
      Duration gossipInterval,
      Duration notifyInterval,
      Duration heartbeatInterval,
      Duration acceptablePause,
      Duration stableAfter) {}

  /** How it finds its cluster, when that is not by seeds, and where it makes itself known. */
  public record Finding(DiscoverySettings discovery, Registration registration) {}

  /**
   * The model server.
   *
   * @param address none when there is none
   */
  public record Ml(Optional<InetSocketAddress> address, Duration timeout, Duration interval) {}

  /**
   * For tests.
   *
   * @param peerRoutes where to dial other nodes' transfer ports, by their ids, in place of what
   *     they advertise
   * @param failpoints folder by which tests halt migrations; empty outside of tests
   */
  public record Testing(Map<String, InetSocketAddress> peerRoutes, Optional<Path> failpoints) {
    static final Testing NONE = new Testing(Map.of(), Optional.empty());
  }

  /**
   * The settings in {@code configuration}.
   *
   * @throws StartException when a value cannot be used here
   */
  public static NodeSettings of(Configuration configuration) {
    return new SettingsReader(configuration).settings(Testing.NONE);
  }

  /** These settings, with another database. */
  public NodeSettings with(DatabaseSettings other) {
    return new NodeSettings(
        id,
        site,
        bind,
        ports,
        transferHost,
        data,
        seeds,
        other,
        drivers,
        memoryMiB,
        initialization,
        monitoring,
        membership,
        tls,
        cache,
        finding,
        ml,
        testing,
        reload);
  }

  /** What counts now; a value that is reloadable may change while the node runs. */
  public Configuration configuration() {
    return reload.current();
  }

  /** {@code host:port} of its cluster transport. */
  String artery() {
    return bind + ":" + ports.artery();
  }
}
