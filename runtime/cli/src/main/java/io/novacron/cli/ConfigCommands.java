package io.novacron.cli;

import io.novacron.cli.ConfigText.Explained;
import io.novacron.client.resource.ReloadResource;
import io.novacron.config.ConfigDocs;
import io.novacron.config.Configuration;
import io.novacron.config.ConfigurationException;
import io.novacron.config.Fault;
import io.novacron.config.Migration;
import io.novacron.config.Nearest;
import io.novacron.config.Schema;
import io.novacron.config.Sources;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
      Configuration configuration = read.load();
      configuration.doubts().forEach(doubt -> root.terminal().err().println(doubt));
      root.output().item(List.of(), ConfigText.right(named.toString(), configuration.values()));
      return Exit.OK;
    });
  }

  @Command(description = "Shows every value that counts, and where it comes from.")
  int explain(
      @Mixin ConfigOptions options,
      @Option(names = "--node", description = "What counts on the node that answers.") boolean node,
      @Parameters(
              paramLabel = "KEY",
              arity = "0..1",
              description = "A key, with all about it, or a section. Default: all.")
          @Nullable String key) {
    return judged(() -> {
      List<Explained> all = node ? ofNode() : here(options);
      return key == null ? list(all) : about(all, key);
    });
  }

  private List<Explained> here(ConfigOptions options) {
    return options.load(root.terminal()).values().stream().map(Explained::of).toList();
  }

  private List<Explained> ofNode() {
    Schema schema = Schema.load();
    return root.client().configuration().get().values().stream()
        .map(value -> Explained.of(value, schema.key(value.key())))
        .toList();
  }

  private int about(List<Explained> all, String name) {
    for (Explained one : all) {
      if (one.key().equals(name)) {
        root.output().item(one, ConfigText.explain(one));
        return Exit.OK;
      }
    }
    var below = all.stream().filter(one -> one.key().startsWith(name + ".")).toList();
    return below.isEmpty() ? unknown(all, name) : list(below);
  }

  private int list(List<Explained> values) {
    root.output().list(ConfigText.VALUES, values.stream());
    return Exit.OK;
  }

  private int unknown(List<Explained> all, String name) {
    var names = all.stream().map(Explained::key).toList();
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

  @Command(description = "Makes one file of version 1's, and accounts for every value.")
  int migrate(
      @Parameters(
              paramLabel = "FOLDER|FILE",
              arity = "1..*",
              description = "A folder with datacenter.yaml, internet.yaml, hybrid.yaml, or those.")
          List<Path> from,
      @Option(
              names = "--to",
              paramLabel = "FILE",
              description =
                  "Where the new one goes; must not be there yet. Default: standard output.")
          @Nullable Path to) {
    return judged(() -> {
      Migration.Result result = Migration.of(ConfigFiles.old(from));
      if (to == null) {
        root.output().text(result.yaml());
        root.terminal().err().print(ConfigText.ACCOUNT.write(result.report(), false));
      } else {
        ConfigFiles.write(to, result.yaml());
        root.output().list(ConfigText.ACCOUNT, result.report().stream());
      }
      return Exit.OK;
    });
  }

  @Command(description = "Has the node that answers read its file again: all of it, or nothing.")
  int reload(
      @Option(names = "--plan", description = "Only shows what would change.") boolean plan) {
    ReloadResource answer =
        plan ? root.client().configuration().plan() : root.client().configuration().reload();
    if (root.isForPeople() && answer.changes().isEmpty()) {
      root.output().text("nothing changes on " + answer.node() + "\n");
    } else if (root.isForPeople()) {
      root.output().list(ConfigText.CHANGES, answer.changes().stream());
    } else {
      root.output().item(answer);
    }
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
