package io.novacron.bench;

import io.novacron.multijvm.DatabaseProcess;
import io.novacron.multijvm.NodeSpec;
import io.novacron.multijvm.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Three nodes that are started at the same time, the first one being the seed of all, until each
 * sees three members up and answers that it is ready.
 */
final class BootCluster {
  private static final int NODES = 3;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(20);

  private BootCluster() {}

  /**
   * Times as many of them as asked for, one after the other, on one database.
   *
   * @throws BootFailedException when one does not come to be
   */
  static List<Double> seconds(DatabaseKind kind, int runs, Path folder, Cleanup cleanup) {
    DatabaseProcess database = cleanup.open(() -> kind.start(folder.resolve("database")));
    try {
      var around = new NodeStage.Around(database.url(), database.user(), database.passwordFile());
      List<Double> all = new ArrayList<>();
      for (int run = 1; run <= runs; run++) {
        all.add(seconds(around, folder.resolve("cluster-" + run), cleanup));
      }
      return all;
    } finally {
      cleanup.end(database);
    }
  }

  private static double seconds(NodeStage.Around around, Path folder, Cleanup cleanup) {
    List<BootingNode> nodes = new ArrayList<>();
    try {
      List<Integer> ports = Ports.free(4 * NODES);
      List<String> seeds = List.of("127.0.0.1:" + ports.getFirst());
      for (int i = 0; i < NODES; i++) {
        List<Integer> own = ports.subList(4 * i, 4 * i + 4);
        NodeSpec spec = NodeStage.spec(around, "n" + (i + 1), own, seeds, folder, List.of());
        nodes.add(cleanup.open(() -> BootingNode.start(spec, false)));
      }
      return until(nodes);
    } finally {
      nodes.forEach(cleanup::end);
    }
  }

  private static double until(List<BootingNode> nodes) {
    long began = nodes.getFirst().process().startedNanos();
    while (!nodes.stream().allMatch(BootCluster::isComplete)) {
      nodes.forEach(node -> check(node, began));
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return (System.nanoTime() - began) / 1e9;
  }

  /** It is left in peace until it says itself that it is ready. */
  private static boolean isComplete(BootingNode node) {
    return node.process().log().contains("ready in ")
        && node.isReady()
        && node.membersUp() == NODES;
  }

  private static void check(BootingNode node, long began) {
    if (!node.process().isAlive() || System.nanoTime() - began > LIMIT.toNanos()) {
      throw new BootFailedException(
          node.id() + " is no member of a cluster of three:\n" + node.process().log());
    }
  }
}
