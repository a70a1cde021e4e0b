package io.novacron.node;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.typed.JoinSeedNodes;

/** Makes the node a member of its cluster. */
final class ClusterMembership {
  /** After which Pekko has given up the seeds (shutdown-after-unsuccessful-join-seed-nodes). */
  static final Duration LIMIT = Duration.ofSeconds(130);

  private ClusterMembership() {}

  /**
   * Joins by {@code seeds} and returns when the node is up; at once when there are none, since then
   * it waits for its operator to say which cluster.
   */
  static void join(ActorSystem<?> system, List<String> seeds) throws InterruptedException {
    if (seeds.isEmpty()) {
      return;
    }
    var up = new CountDownLatch(1);
    Cluster.get(system).registerOnMemberUp(up::countDown);
    org.apache.pekko.cluster.typed.Cluster.get(system)
        .manager()
        .tell(new JoinSeedNodes(seeds.stream().map(AddressFromURIString::parse).toList()));
    if (!up.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("no member of a cluster after " + LIMIT.toSeconds() + " s");
    }
  }
}
