package io.novacron.bench;

import io.novacron.multijvm.ClusterOfJvms;
import io.novacron.multijvm.DatabaseProcess;
import io.novacron.multijvm.NodeSpec;
import io.novacron.persistence.DatabaseSettings;
import io.novacron.persistence.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Operations on VMs against a cluster of three JVMs on one database: as many as it can, then half
 * as many, then the peers on the same cluster. Afterwards every acknowledged operation is looked up
 * in the journal.
 */
final class VmOps implements AutoCloseable {
  /**
   * What a node's JVM is given: all compilers, as every node's, a bound for its memory, and the
   * collector that lets it stand still least. A node has the one that its JVM chooses.
   */
  static final List<String> NODE_FLAGS =
      List.of(
          "-XX:TieredStopAtLevel=4",
          "-XX:-UseSerialGC",
          "-XX:+UseZGC",
          "-XX:MetaspaceSize=160m",
          "-Xmx2g");

  private static final int NODES = 3;
  private static final Duration SETTLING = Duration.ofSeconds(60);

  /** Room for every guest of 1 MiB that a run can make. */
  private static final long MEMORY_MIB = 100_000_000;

  private final VmOpsPlan plan;
  private final ClusterOfJvms cluster;
  private final Thread end = new Thread(this::stop, "end-of-bench");
  private final List<NodeSpec> nodes;
  private final Consumer<String> progress;
  private final VmWorker.Acknowledged acknowledged = new VmWorker.Acknowledged();

  private VmOps(VmOpsPlan plan, ClusterOfJvms cluster, Consumer<String> progress) {
    this.plan = plan;
    this.cluster = cluster;
    this.progress = progress;
    this.nodes = List.of(cluster.spec("n1"), cluster.spec("n2"), cluster.spec("n3"));
    Runtime.getRuntime().addShutdownHook(end);
  }

  /** Starts a cluster in {@code folder}, measures, and ends it. */
  static VmOpsFigures run(
      VmOpsPlan plan,
      List<String> nodeFlags,
      DatabaseKind database,
      Path folder,
      Consumer<String> progress) {
    progress.accept("starting three nodes on " + database.label());
    var builder =
        ClusterOfJvms.in(folder)
            .database(database::start)
            .main(BenchNode.class.getName())
            .jvmFlags(nodeFlags.toArray(String[]::new))
            .memoryMiB(MEMORY_MIB);
    List.of("n1", "n2", "n3").forEach(id -> builder.node(id, "a"));
    try (var run = new VmOps(plan, builder.start(), progress)) {
      return run.measure();
    } catch (SQLException e) {
      throw new IllegalStateException("the journal cannot be read: " + e.getMessage(), e);
    }
  }

  private VmOpsFigures measure() throws SQLException {
    Peers peers = Peers.of(nodes);
    awaitHosts();
    try (var journal = new JournalAudit(database())) {
      progress.accept("a few operations first");
      Load.Result first = Load.saturate(plan.first(), workers("a"), progress);
      peers.run(PeerKind.PERSIST, "a", plan.first());
      peers.run(PeerKind.ASK, "a", plan.first());
      progress.accept(plan.inFlight() + " operations in flight");
      Load.Result full = Load.saturate(plan.saturation(), workers("f"), progress);
      settle(journal);
      progress.accept("half of " + Math.round(full.perSecond()) + " operations per second");
      Load.Result half = Load.pace(plan.paced(), full.perSecond() / 2, workers("h"), progress);
      boolean settled = settle(journal);
      progress.accept("looking up every acknowledged operation");
      JournalAudit.Findings found = journal.of(acknowledged);
      progress.accept("bare persisted commands");
      PeerFigures persisted = peers.run(PeerKind.PERSIST, "f", plan.peer());
      progress.accept("bare asks");
      PeerFigures asked = peers.run(PeerKind.ASK, "f", plan.peer());
      return new VmOpsFigures(
          journal.product(), first, full, half, found, settled, persisted, asked);
    }
  }

  /** So that nothing of it burdens what is measured next. */
  private boolean settle(JournalAudit journal) throws SQLException {
    progress.accept("waiting until every started VM runs and the lists have caught up");
    return journal.awaitSettled(SETTLING);
  }

  private IntFunction<Load.Worker> workers(String run) {
    return index -> {
      var server = URI.create(nodes.get(index % NODES).api());
      return new VmWorker(new HttpConnection(server), run + index + "-", acknowledged);
    };
  }

  private DatabaseSettings database() {
    DatabaseProcess database = cluster.database();
    return DatabaseSettings.at(
        database.url(), database.user(), new Secret.InFile(database.passwordFile()));
  }

  /** Until every node knows of every host. */
  private void awaitHosts() {
    long deadline = System.nanoTime() + SETTLING.toNanos();
    while (nodes.stream().anyMatch(node -> knownTo(node) < NODES)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the nodes do not know each other");
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  private long knownTo(NodeSpec node) {
    return cluster.client(node.id()).nodes().list().stream().count();
  }

  private void stop() {
    cluster.close();
  }

  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(end);
  }
}
