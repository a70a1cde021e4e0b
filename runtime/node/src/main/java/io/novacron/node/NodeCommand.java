package io.novacron.node;

import static java.util.stream.Collectors.joining;

import io.novacron.config.Configuration;
import io.novacron.config.ConfigurationException;
import io.novacron.config.Sources;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;

/**
 * The options of {@code novacron start}, and of what takes the same ones: lays the command line
 * over the other sources of the configuration. Most options are short for {@code --set KEY=VALUE}.
 */
final class NodeCommand {
  /** What is done with the settings. */
  @FunctionalInterface
  interface Work {
    /**
     * Does it.
     *
     * @param line holds the options that only this command has
     * @return the exit code
     * @throws WrongCommandException when one of those is wrong
     */
    int run(NodeSettings settings, CommandLine line);
  }

  static final int WRONG = 2;
  private static final String TRAIN = "train";
  private static final String FAILPOINTS = "failpoints";

  /** Options by the keys that they set. */
  private static final Map<String, String> SHORT = new LinkedHashMap<>();

  static {
    SHORT.put("id", "system.id");
    SHORT.put("site", "system.site");
    SHORT.put("bind", "system.bind");
    SHORT.put("data", "system.data");
    SHORT.put("seeds", "cluster.seeds");
    SHORT.put("http-port", "system.ports.rest");
    SHORT.put("artery-port", "system.ports.cluster");
    SHORT.put("management-port", "system.ports.management");
    SHORT.put("transfer-port", "system.ports.transfer");
    SHORT.put("advertise-transfer", "system.transfer-host");
    SHORT.put("database-url", "database.url");
    SHORT.put("database-user", "database.user");
    SHORT.put("database-password-file", "database.password-file");
    SHORT.put("drivers", "hypervisor.drivers");
    SHORT.put("memory-mib", "hypervisor.memory-mib");
  }

  private final String name;
  private final String description;
  private final Options options = new Options();

  private NodeCommand(String name, String description) {
    this.name = name;
    this.description = description;
    add(
        "config",
        "FILE",
        "Configuration; else ./novacron.yaml or /etc/novacron/novacron.yaml, if any.");
    add("set", "KEY=VALUE", "Sets a key of the configuration (docs/config.md). Repeatable.");
    add("peer-route", "ID=HOST:PORT", "Dial the transfer port of node ID there. Repeatable.");
    SHORT.forEach((option, key) -> add(option, "VALUE", "Sets " + key + "."));
    options.addOption("h", "help", false, "Shows this.");
    options.addOption("V", "version", false, "Says the version.");
  }

  /** The command {@code name} with the options of a node. */
  static NodeCommand named(String name, String description) {
    return new NodeCommand(name, description);
  }

  /** This, with an option that has a value. */
  NodeCommand with(String option, String value, String about) {
    add(option, value, about);
    return this;
  }

  /** This, with the form of its output as an option: see {@link #form}. */
  NodeCommand withOutput(String about) {
    options.addOption(
        Option.builder("o").longOpt("output").hasArg().argName("FORM").desc(about).get());
    return this;
  }

  /**
   * The form of the output that {@code line} asks for; else the first one.
   *
   * @throws WrongCommandException when there is no such form
   */
  static <E extends Enum<E>> E form(CommandLine line, Class<E> forms) {
    String said = line.getOptionValue("output");
    E[] known = forms.getEnumConstants();
    return said == null
        ? known[0]
        : Stream.of(known)
            .filter(form -> form.name().equalsIgnoreCase(said))
            .findFirst()
            .orElseThrow(() ->
                new WrongCommandException(
                    "-o: must be one of "
                        + Stream.of(known).map(NodeCommand::lower).collect(joining(", "))
                        + ", got '"
                        + said
                        + "'"));
  }

  private static String lower(Enum<?> form) {
    return form.name().toLowerCase(Locale.ROOT);
  }

  private void add(String option, String value, String about) {
    options.addOption(Option.builder().longOpt(option).hasArg().argName(value).desc(about).get());
  }

  /** Does {@code work} with what {@code arguments} say, and answers with the exit code. */
  int execute(Work work, PrintStream out, PrintStream err, String... arguments) {
    try {
      CommandLine line = parsed(arguments);
      if (line.hasOption("help")) {
        help(out);
        return 0;
      }
      if (line.hasOption("version")) {
        out.println("novacron " + Version.number());
        return 0;
      }
      return line.hasOption(TRAIN)
          ? Training.run(Training.Kind.named(line.getOptionValue(TRAIN)))
          : work.run(settings(line), line);
    } catch (WrongCommandException e) {
      err.println(name + ": " + e.getMessage());
      err.println("'" + name + " --help' lists the options.");
      return WRONG;
    }
  }

  /**
   * The settings of {@code arguments}.
   *
   * @throws WrongCommandException when they are wrong, with all that is
   */
  static NodeSettings parse(String... arguments) {
    NodeCommand command = named("novacron start", "");
    return settings(command.parsed(arguments));
  }

  private CommandLine parsed(String... arguments) {
    Options all = new Options();
    options.getOptions().forEach(all::addOption);
    all.addOption(Option.builder().longOpt(FAILPOINTS).hasArg().get());
    all.addOption(Option.builder().longOpt(TRAIN).hasArg().optionalArg(true).get());
    try {
      CommandLine line =
          DefaultParser.builder().setAllowPartialMatching(false).get().parse(all, arguments);
      line.getArgList().stream().findFirst().ifPresent(NodeCommand::refuse);
      return line;
    } catch (UnrecognizedOptionException e) {
      throw new WrongCommandException("no such option: " + e.getOption(), e);
    } catch (ParseException e) {
      throw new WrongCommandException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void refuse(String argument) {
    throw new WrongCommandException("not an option: '" + argument + "'");
  }

  private void help(PrintStream out) {
    try {
      HelpFormatter.builder()
          .setShowSince(false)
          .setHelpAppendable(new TextHelpAppendable(out))
          .get()
          .printHelp(name + " [options]", description, options, "", false);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NodeSettings settings(CommandLine line) {
    var testing =
        new NodeSettings.Testing(
            routes(line), Optional.ofNullable(line.getOptionValue(FAILPOINTS)).map(Path::of));
    return new SettingsReader(configuration(line)).settings(testing);
  }

  private static Configuration configuration(CommandLine line) {
    Sources sources = Sources.none().environment(System.getenv());
    String file = line.getOptionValue("config");
    sources = file == null ? sources.usualFile() : sources.file(Path.of(file));
    for (Option option : line.getOptions()) {
      String key = SHORT.get(option.getLongOpt());
      if (key != null) {
        sources = sources.option(key, option.getValue(), "--" + option.getLongOpt());
      }
    }
    for (var entry : pairs(line, "set", "KEY=VALUE").entrySet()) {
      sources = sources.option(entry.getKey(), entry.getValue(), "--set");
    }
    return loaded(sources);
  }

  private static Configuration loaded(Sources sources) {
    try {
      return sources.load();
    } catch (ConfigurationException e) {
      throw new WrongCommandException(
          "The configuration cannot be used:\n  "
              + String.valueOf(e.getMessage()).replace("\n", "\n  "),
          e);
    }
  }

  private static Map<String, InetSocketAddress> routes(CommandLine line) {
    Map<String, InetSocketAddress> routes = new HashMap<>();
    pairs(line, "peer-route", "ID=HOST:PORT")
        .forEach((peer, address) -> routes.put(peer, address(address)));
    return routes;
  }

  private static InetSocketAddress address(String text) {
    if (!text.matches("[^:]+:\\d{1,5}")) {
      throw new WrongCommandException("--peer-route: must be ID=HOST:PORT, got '" + text + "'");
    }
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  /** The values of a repeatable option, in the order of the command line; the last one counts. */
  private static Map<String, String> pairs(CommandLine line, String option, String form) {
    Map<String, String> pairs = new LinkedHashMap<>();
    String[] values = line.getOptionValues(option);
    for (String value : values == null ? new String[0] : values) {
      int equals = value.indexOf('=');
      if (equals < 1) {
        throw new WrongCommandException(
            "--" + option + ": must be " + form + ", got '" + value + "'");
      }
      pairs.put(value.substring(0, equals), value.substring(equals + 1));
    }
    return pairs;
  }
}
