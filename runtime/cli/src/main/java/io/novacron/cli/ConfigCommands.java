package io.novacron.cli;

import io.novacron.cli.ConfigText.Explained;
import io.novacron.config.ConfigDocs;
import io.novacron.config.Configuration;
import io.novacron.config.ConfigurationException;
import io.novacron.config.Fault;
import io.novacron.config.Nearest;
import io.novacron.config.Schema;
import io.novacron.config.Sources;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code config}: the one configuration. All but what names a node is done here, without one. */
@Command(name = "config", description = "The configuration: what counts, why, and what is wrong.")
final class ConfigCommands {
  private final Novacron root;

  ConfigCommands(Novacron root) {
    this.root = root;
  }

  /** Something wrong, for programs. */
  record Wrong(String origin, String key, String problem) {
    static Wrong of(Fault fault) {
      return new Wrong(fault.origin().text(), fault.path(), fault.text());
    }
  }

  @Command(description = "Says all that is wrong with a file; exits with 2 when anything is.")
  int validate(
      @Parameters(
              paramLabel = "FILE",
              arity = "0..1",
              description = "Default: ./novacron.yaml, else /etc/novacron/novacron.yaml.")
          @Nullable Path file) {
    Sources sources = Sources.none().environment(root.terminal().environment());
    Sources read = file == null ? sources.usualFile() : sources.file(file);
    Path named =
        read.file()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "there is no novacron.yaml here nor in /etc/novacron; name a file"));
    return judged(() -> {
      var values = read.load().values();
      root.output().item(List.of(), ConfigText.right(named.toString(), values));
      return Exit.OK;
    });
  }

  @Command(description = "Shows every value that counts, and where it comes from.")
  int explain(
      @Mixin ConfigOptions options,
      @Parameters(
              paramLabel = "KEY",
              arity = "0..1",
              description = "A key, with all about it, or a section. Default: all.")
          @Nullable String key) {
    return judged(() -> {
      Configuration configuration = options.load(root.terminal());
      return key == null ? list(configuration.values().stream()) : about(configuration, key);
    });
  }

  private int about(Configuration configuration, String name) {
    if (Schema.load().key(name).isPresent()) {
      var explained = Explained.of(configuration.value(name));
      root.output().item(explained, ConfigText.explain(explained));
      return Exit.OK;
    }
    var below =
        configuration.values().stream()
            .filter(value -> value.key().name().startsWith(name + "."))
            .toList();
    return below.isEmpty() ? unknown(name) : list(below.stream());
  }

  private int list(Stream<Configuration.Value> values) {
    if (root.isForPeople()) {
      root.output().list(ConfigText.VALUES, values);
    } else {
      root.output().list(Table.<Explained>of(), values.map(Explained::of));
    }
    return Exit.OK;
  }

  private int unknown(String name) {
    var names = Schema.load().keys().stream().map(key -> key.name()).toList();
    root.terminal()
        .err()
        .println("novacron: there is no key '" + name + "'" + Nearest.hint(name, names));
    return Exit.NOT_FOUND;
  }

  @Command(description = "Prints the JSON Schema, for editors that check while one types.")
  int schema() {
    root.output().text(Schema.load().text());
    return Exit.OK;
  }

  @Command(description = "Prints docs/config.md: all keys, made from the schema.")
  int docs() {
    root.output().text(ConfigDocs.markdown(Schema.load()));
    return Exit.OK;
  }

  /** Runs what reads a configuration, and tells all that is wrong with it. */
  private int judged(Supplier<Integer> work) {
    try {
      return work.get();
    } catch (ConfigurationException e) {
      if (root.isForPeople()) {
        e.faults().forEach(fault -> root.terminal().err().println(fault.sentence()));
      } else {
        root.output().list(Table.<Wrong>of(), e.faults().stream().map(Wrong::of));
      }
      return Exit.USAGE;
    }
  }
}
