package io.novacron.node;

import io.novacron.persistence.DatabaseSettings;
import io.novacron.persistence.Secret;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code novacron start}: reads the command line into {@link NodeSettings}. */
@Command(
    name = "novacron start",
    description = "Starts a node and runs it until it is stopped.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class NodeCommand implements Callable<Integer> {
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final int MAX_PORT = 65_535;
  private static final long MIB = 1L << 20;

  private final Function<NodeSettings, Integer> run;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--id", description = "Name of this host, unique in the cluster (n1).")
  private String id = "n1";

  @Option(names = "--site", description = "Site that it stands in (default).")
  private String site = "default";

  @Option(names = "--bind", description = "Address to listen on (127.0.0.1).")
  private String bind = "127.0.0.1";

  @Option(names = "--insecure-bind", description = "Allow --bind beyond loopback without TLS.")
  private boolean insecureBind;

  @Option(names = "--artery-port", description = "Port of the cluster transport (25520).")
  private int arteryPort = 25_520;

  @Option(names = "--http-port", description = "Port of the REST API (8080).")
  private int httpPort = 8080;

  @Option(names = "--management-port", description = "Port of health and cluster state (8558).")
  private int managementPort = 8558;

  @Option(names = "--transfer-port", description = "Port that takes in migrations (7400).")
  private int transferPort = 7400;

  @Option(
      names = "--advertise-transfer",
      description = "Address under which others reach the transfer port (that of --bind).")
  private @Nullable String advertiseTransfer;

  @Option(
      names = "--peer-route",
      description = "ID=HOST:PORT: dial the transfer port of node ID there. Repeatable.")
  private Map<String, String> peerRoutes = new HashMap<>();

  @Option(names = "--data", description = "Folder for guests and data (~/.novacron/<id>).")
  private @Nullable Path data;

  @Option(
      names = "--seeds",
      split = ",",
      description =
          "HOST:PORT,... of nodes to join by; the first one listed begins the cluster. Without it"
              + " the node begins one of its own; 'none' waits for 'cluster join'.")
  private List<String> seeds = List.of();

  @Option(
      names = "--database-url",
      description = "jdbc:postgresql://..., jdbc:h2:tcp://... (a file of its own in --data).")
  private @Nullable String databaseUrl;

  @Option(names = "--database-user", description = "Who logs in there (novacron).")
  private String databaseUser = "novacron";

  @Option(
      names = "--database-password-file",
      description = "File that holds the password; NOVACRON_DATABASE_PASSWORD is read, too.")
  private @Nullable Path databasePasswordFile;

  @Option(names = "--drivers", split = ",", description = "Hypervisor drivers (qemu,sim).")
  private List<String> drivers = List.of("qemu", "sim");

  @Option(names = "--memory-mib", description = "Memory for guests (80 %% of the machine's).")
  private @Nullable Long memoryMiB;

  @Option(names = "--failpoints", hidden = true)
  private @Nullable Path failpoints;

  @Option(names = "--train", hidden = true)
  private boolean train;

  private NodeCommand(Function<NodeSettings, Integer> run) {
    this.run = run;
  }

  static CommandLine line(Function<NodeSettings, Integer> run) {
    return new CommandLine(new NodeCommand(run));
  }

  @Override
  public Integer call() {
    return train ? Training.run() : run.apply(settings());
  }

  NodeSettings settings() {
    require(id.matches(LABEL), "--id", "must be a DNS label, got '" + id + "'");
    require(site.matches(LABEL), "--site", "must be a DNS label, got '" + site + "'");
    require(
        insecureBind || isLoopback(),
        "--bind",
        bind
            + " is beyond loopback, and there is no TLS: anybody there could command this node."
            + " Add --insecure-bind if that network is yours alone");
    long memory = memoryMiB == null ? machineMiB() * 8 / 10 : memoryMiB;
    require(memory > 0, "--memory-mib", "must be positive, got " + memory);
    Path folder = data == null ? Path.of(System.getProperty("user.home"), ".novacron", id) : data;
    return new NodeSettings(
        id,
        site,
        bind,
        new NodeSettings.Ports(
            port("--artery-port", arteryPort),
            port("--http-port", httpPort),
            port("--management-port", managementPort),
            port("--transfer-port", transferPort)),
        advertiseTransfer == null ? bind : advertiseTransfer,
        folder.toAbsolutePath(),
        seeds.isEmpty() ? List.of(bind + ":" + arteryPort) : named(seeds),
        database(folder),
        drivers,
        memory,
        routes(),
        Optional.ofNullable(failpoints),
        insecureBind);
  }

  private static List<String> named(List<String> seeds) {
    return seeds.equals(List.of("none")) ? List.of() : seeds;
  }

  private DatabaseSettings database(Path folder) {
    try {
      return databaseUrl == null
          ? DatabaseSettings.inFile(folder.resolve("novacron"))
          : DatabaseSettings.at(databaseUrl, databaseUser, password());
    } catch (IllegalArgumentException e) {
      throw wrong("--database-url", String.valueOf(e.getMessage()));
    }
  }

  private Secret password() {
    if (databasePasswordFile != null) {
      return new Secret.InFile(databasePasswordFile);
    }
    String variable = "NOVACRON_DATABASE_PASSWORD";
    return System.getenv(variable) == null ? new Secret.None() : new Secret.InEnvironment(variable);
  }

  private Map<String, InetSocketAddress> routes() {
    Map<String, InetSocketAddress> routes = new HashMap<>();
    peerRoutes.forEach((peer, address) -> routes.put(peer, address(address)));
    return routes;
  }

  private InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    require(
        colon > 0 && text.substring(colon + 1).matches("\\d{1,5}"),
        "--peer-route",
        "must be ID=HOST:PORT, got '" + text + "'");
    return new InetSocketAddress(
        text.substring(0, colon),
        port("--peer-route", Integer.parseInt(text.substring(colon + 1))));
  }

  private int port(String option, int port) {
    require(port >= 0 && port <= MAX_PORT, option, "must be 0 to 65535, got " + port);
    return port;
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(bind).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw wrong("--bind", "'" + bind + "' is no address of this machine");
    }
  }

  private static long machineMiB() {
    var machine = ManagementFactory.getOperatingSystemMXBean();
    return machine instanceof com.sun.management.OperatingSystemMXBean sun
        ? sun.getTotalMemorySize() / MIB
        : Runtime.getRuntime().maxMemory() / MIB;
  }

  private void require(boolean holds, String option, String problem) {
    if (!holds) {
      throw wrong(option, problem);
    }
  }

  private ParameterException wrong(String option, String problem) {
    CommandSpec known = Objects.requireNonNull(spec, "picocli sets it");
    return new ParameterException(known.commandLine(), option + ": " + problem);
  }

  /** The settings of {@code arguments}. */
  static NodeSettings parse(String... arguments) {
    var command = new NodeCommand(_ -> 0);
    new CommandLine(command).parseArgs(arguments);
    return command.settings();
  }
}
