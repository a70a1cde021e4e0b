package io.novacron.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Makes one {@code novacron.yaml} of version 1's files, one for each mode, and accounts for every
 * value in them (docs/config-migration.md).
 */
public final class Migration {
  /** What a version 1 had files for, in the order in which they are read. */
  public static final List<String> MODES = List.of("datacenter", "internet", "hybrid");

  /** What has become of a value. */
  public enum Outcome {
    /** It stands under its key of today. */
    MOVED,
    /** So did it already, from another file. */
    MERGED,
    /** It stands there, and is not quite what it was. */
    ADJUSTED,
    /** It is gone. */
    DROPPED
  }

  /**
   * The account of one value.
   *
   * @param origin where it stood
   * @param old its key of version 1
   * @param key of today; empty when it is gone
   * @param why empty when there is nothing to say; never holds a dropped value
   */
  public record Line(Origin origin, String old, Outcome outcome, String key, String why) {}

  /** The new file, and the account. */
  public record Result(String yaml, List<Line> report) {
    public Result {
      report = List.copyOf(report);
    }
  }

  /** A value that stands in the new file. */
  private record Placed(JsonNode value, Origin origin) {}

  private final Schema schema = Schema.load();
  private final Map<String, Placed> placed = new LinkedHashMap<>();
  private final List<Line> report = new ArrayList<>();

  private Migration() {}

  /**
   * Reads {@code files}, named after their modes.
   *
   * @throws ConfigurationException when one of them cannot be read, or the new file would be wrong
   */
  public static Result of(List<Path> files) {
    var migration = new Migration();
    files.forEach(migration::take);
    migration.mode(files);
    migration.tls();
    migration.check();
    var yaml = new YamlText(files.stream().map(file -> file.getFileName().toString()).toList());
    migration.write(yaml);
    return new Result(yaml.text(), migration.report);
  }

  private void take(Path file) {
    String mode = modeOf(file);
    if (!MODES.contains(mode)) {
      var origin = new Origin.InFile(file.toString(), 1);
      String wanted = "is not named after a mode: " + String.join(".yaml, ", MODES) + ".yaml";
      throw new ConfigurationException(List.of(new Fault(origin, "", wanted)));
    }
    YamlFile.Content content = YamlFile.read(file, Variables.none());
    if (!content.faults().isEmpty()) {
      throw new ConfigurationException(content.faults());
    }
    leaves(
        "",
        content.tree(),
        (old, value) -> {
          int line = content.lines().getOrDefault(old, 1);
          place(new Origin.InFile(file.toString(), line), mode, old, value);
        });
  }

  private static String modeOf(Path file) {
    return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
  }

  private static void leaves(String path, JsonNode node, BiConsumer<String, JsonNode> sink) {
    if (node.isObject()) {
      node.properties()
          .forEach(entry -> {
            String below = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            leaves(below, entry.getValue(), sink);
          });
    } else {
      sink.accept(path, node);
    }
  }

  private void place(Origin origin, String mode, String old, JsonNode value) {
    switch (OldLayout.of(old)) {
      case OldLayout.Fate.Gone(String why) -> tell(origin, old, Outcome.DROPPED, "", why);
      case OldLayout.Fate.Moved(String name, OldLayout.Unit unit) -> {
        Key key = schema.demand(name.formatted(mode));
        OldValue converted = OldValue.of(value, unit, key);
        String wrong = wrong(key, converted, origin);
        if (wrong.isEmpty()) {
          place(origin, old, key.name(), converted);
        } else {
          tell(origin, old, Outcome.DROPPED, "", wrong);
        }
      }
    }
  }

  private String wrong(Key key, OldValue value, Origin origin) {
    if (value.value().isMissingNode()) {
      return value.remark();
    }
    if (Variables.isIn(Key.text(value.value()))) {
      return "";
    }
    var alone = new Layers(schema);
    alone.put(key, value.value(), origin);
    return alone.faults().stream().map(Fault::text).findFirst().orElse("");
  }

  private void place(Origin origin, String old, String key, OldValue value) {
    Placed before = placed.putIfAbsent(key, new Placed(value.value(), origin));
    if (before == null) {
      Outcome outcome = value.remark().isEmpty() ? Outcome.MOVED : Outcome.ADJUSTED;
      tell(origin, old, outcome, key, value.remark());
    } else if (before.value().equals(value.value())) {
      tell(origin, old, Outcome.MERGED, key, "as in " + before.origin().text());
    } else {
      String kept = "a node has one; that of " + before.origin().text() + " is kept";
      tell(origin, old, Outcome.DROPPED, key, kept);
    }
  }

  private void mode(List<Path> files) {
    if (files.size() == 1) {
      set("system.mode", modeOf(files.getFirst()), "the name of the only file", files.getFirst());
    }
  }

  /** In version 1 it was enough to name the files. */
  private void tls() {
    Placed ca = placed.get("security.ca");
    if (ca != null && ca.origin() instanceof Origin.InFile(String file, _)) {
      set("security.tls", "files", "tls.ca names the material", Path.of(file));
    }
  }

  private void set(String key, String value, String why, Path file) {
    var origin = new Origin.InFile(file.toString(), 1);
    placed.put(key, new Placed(JsonNodeFactory.instance.stringNode(value), origin));
    tell(origin, "", Outcome.MOVED, key, why);
  }

  private void tell(Origin origin, String old, Outcome outcome, String key, String why) {
    report.add(new Line(origin, old, outcome, key, why));
  }

  /** All of it together; what stands for a variable is not known yet, but that it is there. */
  private void check() {
    var layers = new Layers(schema);
    placed.forEach((name, at) -> {
      Key key = schema.demand(name);
      boolean free = key.type() == Key.Type.STRING && key.choices().isEmpty();
      if (!Variables.isIn(Key.text(at.value())) || (free && key.pattern().isEmpty())) {
        layers.put(key, at.value(), at.origin());
      }
    });
    var _ = layers.configuration(Sources.none());
  }

  private void write(YamlText yaml) {
    for (Key key : schema.keys()) {
      Placed value = placed.get(key.name());
      if (value != null) {
        yaml.add(key, value.value());
      }
    }
  }
}
