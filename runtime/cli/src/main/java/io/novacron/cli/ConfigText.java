package io.novacron.cli;

import io.novacron.config.Configuration;
import io.novacron.config.Key;
import io.novacron.config.Origin;
import java.util.List;

/** Configurations for people and for programs. */
final class ConfigText {
  /** Values in a line each. */
  static final Table<Configuration.Value> VALUES =
      Table.<Configuration.Value>of()
          .with("KEY", value -> value.key().name())
          .with("VALUE", value -> shown(value.text()))
          .with("ORIGIN", value -> value.origin().text())
          .with("CHANGES", value -> value.key().reloadable() ? "reload" : "restart");

  private ConfigText() {}

  /** A value and all that is known of its key. */
  record Explained(
      String key,
      String value,
      String origin,
      String fallback,
      String allowed,
      String description,
      String variable,
      boolean reloadable) {
    static Explained of(Configuration.Value value) {
      Key key = value.key();
      return new Explained(
          key.name(),
          value.text(),
          value.origin().text(),
          Key.text(key.fallback()),
          key.allowed(),
          key.description(),
          key.variable(),
          key.reloadable());
    }
  }

  static String explain(Explained key) {
    return """
    %s = %s
      from      %s
      meaning   %s
      allowed   %s
      default   %s
      variable  %s
      changes   %s
    """
        .formatted(
            key.key(),
            shown(key.value()),
            key.origin(),
            key.description(),
            key.allowed(),
            shown(key.fallback()),
            key.variable(),
            key.reloadable() ? "while the node runs ('config reload')" : "at the next start");
  }

  /** What a file that is right amounts to. */
  static String right(String file, List<Configuration.Value> values) {
    long own = values.stream().filter(value -> value.origin() instanceof Origin.InFile).count();
    long elsewhere =
        values.stream()
            .filter(value -> !(value.origin() instanceof Origin.InFile))
            .filter(value -> !(value.origin() instanceof Origin.Default))
            .count();
    return "%s is right: %d of %d keys are given there, %d by the environment or --set"
        .formatted(file, own, values.size(), elsewhere);
  }

  private static String shown(String text) {
    return text.isEmpty() ? "\"\"" : text;
  }
}
