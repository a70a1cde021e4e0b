package io.novacron.bench;

import io.novacron.multijvm.NodeSpec;
import io.novacron.multijvm.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where nodes are booted, one after the other, each with a data folder and ports of its own.
 *
 * @param tls whether {@code settings} turn it on
 * @param settings options of {@code novacron start}
 */
record NodeStage(Around around, boolean tls, List<String> settings) implements BootStage {
  /**
   * The database that they use.
   *
   * @param databaseUrl empty for an embedded one, in the folder of the node
   */
  record Around(String databaseUrl, String databaseUser, Path passwordFile) {
    static Around embedded(Path folder) {
      return new Around("", "novacron", folder.resolve("database.password"));
    }
  }

  NodeStage {
    settings = List.copyOf(settings);
  }

  /** What turns Kamon on, on a port of its own. */
  static List<String> kamon() {
    return List.of(
        "--set",
        "monitoring.kamon.enabled=true",
        "--set",
        "monitoring.prometheus.port=" + Ports.free(1).getFirst());
  }

  @Override
  public BootSubject boot(Path folder, BootOrder order) {
    List<Integer> ports = Ports.free(4);
    List<String> options = new ArrayList<>(settings);
    options.addAll(order.options());
    return BootingNode.start(
        spec(around, "n1", ports, List.of("127.0.0.1:" + ports.getFirst()), folder, options), tls);
  }

  /** A node with drivers as {@code novacron start} has them. */
  static NodeSpec spec(
      Around around,
      String id,
      List<Integer> ports,
      List<String> seeds,
      Path folder,
      List<String> options) {
    return new NodeSpec(
        id,
        "default",
        "io.novacron.node.Main",
        ports.get(0),
        ports.get(1),
        ports.get(2),
        ports.get(3),
        folder.resolve(id),
        seeds,
        around.databaseUrl(),
        around.databaseUser(),
        around.passwordFile(),
        List.of("qemu", "sim"),
        1024,
        Map.of(),
        List.of(),
        options);
  }

  @Override
  public String describe() {
    return String.join(" ", settings);
  }

  @Override
  public void close() {}
}
