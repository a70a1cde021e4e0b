package io.novacron.node;

import io.novacron.discovery.DiscoverySettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.discovery.Discovery;
import org.apache.pekko.discovery.Lookup;
import org.apache.pekko.discovery.ServiceDiscovery.ResolvedTarget;
import org.apache.pekko.management.cluster.bootstrap.ClusterBootstrap;
import org.apache.pekko.management.javadsl.PekkoManagement;

/** Makes the node a member of its cluster. */
final class ClusterMembership {
  /**
   * After which Pekko has given up the seeds (shutdown-after-unsuccessful-join-seed-nodes, counted
   * from the last call).
   */
  static final Duration LIMIT = Duration.ofSeconds(140);

  private static final Duration AGAIN = Duration.ofMillis(500);
  private static final int CALLS = 20;

  private static final Duration GLANCE = Duration.ofSeconds(3);

  private ClusterMembership() {}

  /**
   * Joins by {@code seeds} and returns when the node is up; at once when there are none, since then
   * it waits for its operator to say which cluster.
   */
  static void join(ActorSystem<?> system, List<String> seeds) throws InterruptedException {
    if (seeds.isEmpty()) {
      return;
    }
    CountDownLatch up = up(system);
    List<Address> addresses = seeds.stream().map(AddressFromURIString::parse).toList();
    call(system, addresses);
    if (!Cluster.get(system).selfAddress().equals(addresses.getFirst())) {
      callAgain(system, addresses, up);
    }
    if (!up.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("no member of a cluster after " + LIMIT.toSeconds() + " s");
    }
  }

  private static void call(ActorSystem<?> system, List<Address> seeds) {
    org.apache.pekko.cluster.typed.Cluster.get(system).manager().tell(new JoinSeedNodes(seeds));
  }

  /**
   * Nodes that are started together miss each other at first, and Pekko would call again only after
   * seed-node-timeout; that is long for a reason, which is the first seed's: it begins a cluster of
   * its own when nobody has answered by then. Others may be impatient, for the first ten seconds.
   */
  private static void callAgain(ActorSystem<?> system, List<Address> seeds, CountDownLatch up)
      throws InterruptedException {
    for (int call = 1; call < CALLS && !up.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS); call++) {
      if (Cluster.get(system).selfMember().status().equals(MemberStatus.removed())) {
        call(system, seeds);
      }
    }
  }

  /**
   * As {@link #join(ActorSystem, List)}, or with the nodes that are found when {@code discovery}
   * says where to look. They find this one by its management, which is started unless it is.
   *
   * @throws StartException when the node is no member by the deadline, with what was looked for and
   *     what was found
   */
  static void join(ActorSystem<?> system, List<String> seeds, DiscoverySettings discovery)
      throws InterruptedException {
    if (!discovery.looksUp()) {
      join(system, seeds);
      return;
    }
    CountDownLatch up = up(system);
    var _ = PekkoManagement.get(system).start();
    ClusterBootstrap.get(system.classicSystem()).start();
    if (!up.await(discovery.deadline().toMillis(), TimeUnit.MILLISECONDS)) {
      throw notFound(discovery, found(system, discovery));
    }
  }

  private static CountDownLatch up(ActorSystem<?> system) {
    var up = new CountDownLatch(1);
    Cluster.get(system).registerOnMemberUp(up::countDown);
    return up;
  }

  private static StartException notFound(DiscoverySettings discovery, String found) {
    return new StartException(
        "The node has not found its cluster",
        "it looked for "
            + discovery.question()
            + " for "
            + discovery.deadline().toSeconds()
            + " s; "
            + found,
        "Start the other nodes, or correct where they are looked for (cluster.discovery).");
  }

  private static String found(ActorSystem<?> system, DiscoverySettings discovery)
      throws InterruptedException {
    try {
      List<ResolvedTarget> targets =
          Discovery.get(system)
              .discovery()
              .lookup(question(discovery), GLANCE)
              .toCompletableFuture()
              .get(GLANCE.toMillis(), TimeUnit.MILLISECONDS)
              .getAddresses();
      return "it finds " + (targets.isEmpty() ? "none" : listed(targets));
    } catch (ExecutionException e) {
      return "the lookup fails: " + e.getCause();
    } catch (TimeoutException e) {
      return "the lookup takes more than " + GLANCE.toSeconds() + " s";
    }
  }

  private static Lookup question(DiscoverySettings discovery) {
    var named = Lookup.create(discovery.service()).withProtocol("tcp");
    return discovery.portName().isEmpty() ? named : named.withPortName(discovery.portName());
  }

  private static String listed(List<ResolvedTarget> targets) {
    return targets.stream()
        .map(target -> target.host() + target.getPort().map(port -> ":" + port).orElse(""))
        .collect(Collectors.joining(", "));
  }
}
