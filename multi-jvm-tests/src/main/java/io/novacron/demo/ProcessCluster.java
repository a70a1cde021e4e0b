package io.novacron.demo;

import io.novacron.client.NovaCronClient;
import io.novacron.client.resource.NodeResource;
import io.novacron.multijvm.ClusterOfJvms;
import io.novacron.multijvm.EmulatedLink;
import io.novacron.multijvm.Leftovers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** The demo's cluster: n1 and n3 in site a, n2 in site b. Ctrl-C ends it like its end does. */
final class ProcessCluster implements DemoCluster {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int NODES = 3;

  private final ClusterOfJvms cluster;
  private final EmulatedLink link;
  private final NovaCronClient client;
  private final Path folder;
  private final boolean temporary;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ProcessCluster(ClusterOfJvms cluster, EmulatedLink link, Path folder, boolean temporary) {
    this.cluster = cluster;
    this.link = link;
    this.client = cluster.client();
    this.folder = folder;
    this.temporary = temporary;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end-of-demo"));
  }

  /** Starts it in {@code folder}; a temporary one is removed at the end. */
  static DemoCluster start(Path folder, LinkName name, boolean temporary) {
    var link = new EmulatedLink(name.profile(), "a");
    ClusterOfJvms cluster =
        ClusterOfJvms.in(folder)
            .node("n1", "a")
            .node("n2", "b")
            .node("n3", "a")
            .link(link)
            .drivers("qemu", "sim")
            .memoryMiB(1024)
            .start();
    return new ProcessCluster(cluster, link, folder, temporary);
  }

  /** All nodes, once every one has told the cluster about itself. */
  static List<NodeResource> awaitNodes(DemoCluster cluster) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    List<NodeResource> nodes = List.of();
    while (nodes.size() < NODES) {
      DemoFailure.unless(System.nanoTime() < deadline, "only these nodes came up: " + nodes);
      LockSupport.parkNanos(50_000_000);
      nodes = cluster.client().nodes().list().stream().toList();
    }
    return nodes;
  }

  @Override
  public NovaCronClient client() {
    return client;
  }

  @Override
  public String api(String node) {
    return cluster.spec(node).api();
  }

  @Override
  public void kill(String node) {
    cluster.kill(node);
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      client.close();
      cluster.close();
      link.close();
      if (temporary) {
        Leftovers.remove(folder);
      }
    }
  }
}
