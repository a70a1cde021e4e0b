package io.novacron.node;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a plan can be told besides the options of {@code start}. */
@Command
final class PlanOptions {
  /** How it is written. */
  enum Form {
    TABLE,
    JSON,
    SVG;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = {"-o", "--output"},
      description = "table, json or svg (table).")
  private Form form = Form.TABLE;

  @Option(
      names = "--components",
      paramLabel = "FILE",
      description =
          "Plans the components in FILE, not those of a node: a list in YAML or JSON of {name,"
              + " phase, criticality, needs, seconds}; all but the name may be left out.")
  private @Nullable Path components;

  Form form() {
    return form;
  }

  Optional<Path> components() {
    return Optional.ofNullable(components);
  }
}
