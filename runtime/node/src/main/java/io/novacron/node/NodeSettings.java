package io.novacron.node;

import io.novacron.persistence.DatabaseSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What makes one node different from another.
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
 * @param peerRoutes where to dial other nodes' transfer ports, by their ids, in place of what they
 *     advertise
 * @param failpoints folder by which tests halt migrations; empty outside of tests
 * @param insecureBind whether it may listen beyond loopback without TLS
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
    Map<String, InetSocketAddress> peerRoutes,
    Optional<Path> failpoints,
    boolean insecureBind) {

  /** TCP ports of a node's servers; 0 lets the system choose, but for {@code artery}. */
  public record Ports(int artery, int http, int management, int transfer) {}
}
