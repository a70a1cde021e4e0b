package io.novacron.node;

import static java.util.Map.entry;

import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.VmResource;
import io.novacron.config.Sources;
import io.novacron.control.ControlPlane;
import io.novacron.vm.Boot;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.Request;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import io.novacron.vm.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Nodes in this JVM that share a database in its memory. */
final class TestCluster implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<Node> nodes = new ArrayList<>();

  /** {@code count} nodes, n1 and so on. */
  static TestCluster of(int count, Path folder) {
    return of(count, folder, Map.of());
  }

  /** The same, with other keys besides. */
  static TestCluster of(int count, Path folder, Map<String, String> more) {
    var cluster = new TestCluster();
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ports.add(FreePort.find());
    }
    String database = "jdbc:h2:mem:" + folder.getFileName() + System.nanoTime();
    for (int i = 0; i < count; i++) {
      cluster.nodes.add(Node.start(settings(i, ports, folder, database, more)));
    }
    Awaitility.await().atMost(LIMIT).until(() -> cluster.nodes.stream().allMatch(Node::isReady));
    Awaitility.await().atMost(LIMIT).until(() -> result(cluster.plane(0).nodes()).size() == count);
    return cluster;
  }

  /** A node by itself, with a database in its memory. */
  static NodeSettings alone(Path folder) {
    String database = "jdbc:h2:mem:" + folder.getFileName() + System.nanoTime();
    return settings(0, List.of(FreePort.find()), folder, database, Map.of());
  }

  private static NodeSettings settings(
      int index, List<Integer> ports, Path folder, String database, Map<String, String> more) {
    String id = "n" + (index + 1);
    Map<String, String> keys = new HashMap<>(more);
    keys.putAll(
        Map.ofEntries(
            entry("system.id", id),
            entry("system.site", "a"),
            entry("system.data", folder.resolve(id).toString()),
            entry("system.ports.cluster", String.valueOf(ports.get(index))),
            entry("system.ports.management", String.valueOf(FreePort.find())),
            entry("system.ports.rest", "0"),
            entry("system.ports.events", "0"),
            entry("system.ports.transfer", "0"),
            entry("cluster.seeds", seeds(ports)),
            entry("database.url", database),
            entry("database.user", "sa"),
            entry("hypervisor.drivers", "sim"),
            entry("hypervisor.memory-mib", "512")));
    return NodeSettings.of(Sources.of(keys));
  }

  private static String seeds(List<Integer> ports) {
    return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  Node node(int index) {
    return nodes.get(index);
  }

  /** Base address of a node's REST API. */
  String api(int index) {
    return nodes.get(index).api();
  }

  ControlPlane plane(int index) {
    return nodes.get(index).controlPlane();
  }

  static <T> T result(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  static VmSpec spec(int memoryMiB, int dirtyPagesPerSecond) {
    return new VmSpec(
        "sim",
        1,
        memoryMiB,
        "sim-1.0",
        "sim64",
        new Boot.FromDisk(),
        List.of(),
        List.of(),
        Heartbeat.SERIAL,
        new Workload(7, Math.min(4, memoryMiB), dirtyPagesPerSecond));
  }

  /** Makes a VM and starts it on {@code host}. */
  VmId running(String name, VmSpec spec, String host) {
    var vm = new VmId(name);
    result(plane(0).create(vm, spec, Map.of(), Request.PLAIN));
    await(result(plane(0).start(vm, Optional.of(host), Request.PLAIN)));
    return vm;
  }

  OperationResource await(OperationResource operation) {
    return Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> result(plane(0).operation(operation.id())), OperationResource::hasEnded);
  }

  MigrationResource awaitMigration(String id) {
    return Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> result(plane(0).migration(id)), MigrationResource::hasEnded);
  }

  VmResource vm(VmId vm) {
    return result(plane(0).vm(vm));
  }

  @Override
  public void close() {
    nodes.reversed().forEach(Node::close);
  }
}
