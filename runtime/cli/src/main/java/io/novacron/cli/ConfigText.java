package io.novacron.cli;

import io.novacron.client.resource.ConfigChangeResource;
import io.novacron.client.resource.ConfigValueResource;
import io.novacron.config.Configuration;
import io.novacron.config.Key;
import io.novacron.config.Migration;
import io.novacron.config.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Configurations for people and for programs. */
final class ConfigText {
  /** Values in a line each. */
  static final Table<Explained> VALUES =
      Table.<Explained>of()
          .with("KEY", Explained::key)
          .with("VALUE", value -> shown(value.value()))
          .with("ORIGIN", Explained::origin)
          .with("CHANGES", value -> by(value.reloadable()));

  /** What a reload changes. */
  static final Table<ConfigChangeResource> CHANGES =
      Table.<ConfigChangeResource>of()
          .with("KEY", ConfigChangeResource::key)
          .with("BEFORE", change -> shown(change.before()))
          .with("AFTER", change -> shown(change.after()))
          .with("ORIGIN", ConfigChangeResource::origin)
          .with("CHANGES", change -> by(change.reloadable()));

  /** What has become of the values of version 1. */
  static final Table<Migration.Line> ACCOUNT =
      Table.<Migration.Line>of()
          .with("FROM", line -> line.origin().text())
          .with("VERSION 1", Migration.Line::old)
          .with("", line -> line.outcome().name().toLowerCase(Locale.ROOT))
          .with("TODAY", Migration.Line::key)
          .with("WHY", Migration.Line::why);

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
    /** A value that another node tells of, whose version may have other keys. */
    static Explained of(ConfigValueResource told, Optional<Key> key) {
      return new Explained(
          told.key(),
          told.value(),
          told.origin(),
          key.map(known -> Key.text(known.fallback())).orElse(""),
          key.map(Key::allowed).orElse(""),
          key.map(Key::description).orElse("Unknown to this version."),
          key.map(Key::variable).orElse(""),
          told.reloadable());
    }

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

  private static String by(boolean reloadable) {
    return reloadable ? "reload" : "restart";
  }

  private static String shown(String text) {
    return text.isEmpty() ? "\"\"" : text;
  }
}
