package io.novacron.multijvm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a node process is started with.
 *
 * @param main class whose {@code main} understands the options of {@code novacron start}
 * @param peerRoutes by node id, the {@code host:port} at which it dials that node's transfer port
 * @param databaseUrl empty for a file of its own
 * @param extra options that a test wants besides
 */
public record NodeSpec(
    String id,
    String site,
    String main,
    int arteryPort,
    int httpPort,
    int managementPort,
    int transferPort,
    Path data,
    List<String> seeds,
    String databaseUrl,
    String databaseUser,
    Path passwordFile,
    List<String> drivers,
    long memoryMiB,
    Map<String, String> peerRoutes,
    List<String> jvmFlags,
    List<String> extra) {

  /** Base address of its API. */
  public String api() {
    return "http://127.0.0.1:" + httpPort;
  }

  /** Base address of its management server. */
  public String management() {
    return "http://127.0.0.1:" + managementPort;
  }

  /** Address of its cluster transport. */
  public String artery() {
    return "127.0.0.1:" + arteryPort;
  }

  List<String> command() {
    List<String> command = JavaCommand.of(role(), data, jvmFlags);
    command.addAll(arguments());
    return command;
  }

  /** The main class and its options. */
  public List<String> arguments() {
    List<String> command = new ArrayList<>(List.of(main));
    option(command, "--id", id);
    option(command, "--site", site);
    option(command, "--artery-port", arteryPort);
    option(command, "--http-port", httpPort);
    option(command, "--management-port", managementPort);
    option(command, "--transfer-port", transferPort);
    option(command, "--data", data);
    option(command, "--seeds", seeds.isEmpty() ? "none" : String.join(",", seeds));
    addDatabase(command);
    option(command, "--drivers", String.join(",", drivers));
    option(command, "--memory-mib", memoryMiB);
    option(command, "--set", "system.ports.events=0");
    peerRoutes.forEach((peer, address) -> option(command, "--peer-route", peer + "=" + address));
    command.addAll(extra);
    return command;
  }

  private void addDatabase(List<String> command) {
    if (!databaseUrl.isEmpty()) {
      option(command, "--database-url", databaseUrl);
      option(command, "--database-user", databaseUser);
      option(command, "--database-password-file", passwordFile);
    }
  }

  /** Mains of this module need its class path, which the launcher keeps for benchmarks. */
  private String role() {
    return main.startsWith("io.novacron.node.") ? "node" : "bench";
  }

  private static void option(List<String> command, String name, Object value) {
    command.addAll(new ArrayList<>(List.of(name, value.toString())));
  }
}
