package io.novacron.node;

import io.novacron.config.Configuration;
import io.novacron.config.ConfigurationException;
import io.novacron.config.Sources;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code novacron start}: lays the command line over the other sources of the configuration. Most
 * of its options are short for {@code --set KEY=VALUE}.
 */
@Command(
    name = "novacron start",
    description = "Starts a node and runs it until it is stopped.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class NodeCommand implements Callable<Integer> {
  /** Options by the keys that they set. */
  private static final Map<String, String> SHORT = new LinkedHashMap<>();

  static {
    SHORT.put("--id", "system.id");
    SHORT.put("--site", "system.site");
    SHORT.put("--bind", "system.bind");
    SHORT.put("--data", "system.data");
    SHORT.put("--seeds", "cluster.seeds");
    SHORT.put("--http-port", "system.ports.rest");
    SHORT.put("--artery-port", "system.ports.cluster");
    SHORT.put("--management-port", "system.ports.management");
    SHORT.put("--transfer-port", "system.ports.transfer");
    SHORT.put("--advertise-transfer", "system.transfer-host");
    SHORT.put("--database-url", "database.url");
    SHORT.put("--database-user", "database.user");
    SHORT.put("--database-password-file", "database.password-file");
    SHORT.put("--drivers", "hypervisor.drivers");
    SHORT.put("--memory-mib", "hypervisor.memory-mib");
  }

  private final Function<NodeSettings, Integer> run;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration; else ./novacron.yaml or /etc/novacron/novacron.yaml, if any.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets a key of the configuration (docs/config.md). Repeatable.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--peer-route",
      description = "ID=HOST:PORT: dial the transfer port of node ID there. Repeatable.")
  private Map<String, String> peerRoutes = new HashMap<>();

  @Option(names = "--failpoints", hidden = true)
  private @Nullable Path failpoints;

  @Option(names = "--train", hidden = true)
  private boolean train;

  private NodeCommand(Function<NodeSettings, Integer> run) {
    this.run = run;
  }

  static CommandLine line(Function<NodeSettings, Integer> run) {
    var line = new CommandLine(new NodeCommand(run));
    SHORT.forEach((option, key) -> line.getCommandSpec().addOption(shortFor(option, key)));
    return line;
  }

  private static OptionSpec shortFor(String option, String key) {
    return OptionSpec.builder(option)
        .type(String.class)
        .paramLabel("VALUE")
        .description("Sets " + key + ".")
        .build();
  }

  @Override
  public Integer call() {
    return train ? Training.run() : start(settings());
  }

  private int start(NodeSettings settings) {
    Hangup.reloads(settings.reload());
    return run.apply(settings);
  }

  private NodeSettings settings() {
    var testing = new NodeSettings.Testing(routes(), Optional.ofNullable(failpoints));
    return new SettingsReader(configuration()).settings(testing);
  }

  private Configuration configuration() {
    Sources sources = Sources.none().environment(System.getenv());
    sources = file == null ? sources.usualFile() : sources.file(file);
    for (OptionSpec option : known().commandLine().getParseResult().matchedOptions()) {
      String key = SHORT.get(option.longestName());
      if (key != null) {
        sources = sources.option(key, option.getValue(), option.longestName());
      }
    }
    for (var entry : set.entrySet()) {
      sources = sources.option(entry.getKey(), entry.getValue(), "--set");
    }
    try {
      return sources.load();
    } catch (ConfigurationException e) {
      throw new ParameterException(
          known().commandLine(),
          "The configuration cannot be used:\n  "
              + String.valueOf(e.getMessage()).replace("\n", "\n  "));
    }
  }

  private Map<String, InetSocketAddress> routes() {
    Map<String, InetSocketAddress> routes = new HashMap<>();
    peerRoutes.forEach((peer, address) -> routes.put(peer, address(address)));
    return routes;
  }

  private InetSocketAddress address(String text) {
    if (!text.matches("[^:]+:\\d{1,5}")) {
      throw new ParameterException(
          known().commandLine(), "--peer-route: must be ID=HOST:PORT, got '" + text + "'");
    }
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  private CommandSpec known() {
    return Objects.requireNonNull(spec, "picocli sets it");
  }

  /** The settings of {@code arguments}. */
  static NodeSettings parse(String... arguments) {
    CommandLine line = line(_ -> 0);
    line.parseArgs(arguments);
    NodeCommand command = line.getCommand();
    return command.settings();
  }
}
