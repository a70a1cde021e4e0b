package io.novacron.config;

import com.networknt.schema.Error;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values laid over each other, one tree of all that was given, and what is wrong with it. */
final class Layers {
  private static final Pattern ITEM = Pattern.compile("/\\d+$");

  private static final Pattern SECRET =
      Pattern.compile("(?<=://)[^/@]*(?=@)|(?<=(?i:password=))[^&;]*");

  private final Schema schema;
  private final ObjectNode tree = JsonNodeFactory.instance.objectNode();
  private final Map<String, Origin> origins = new HashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private boolean surelyRight = true;

  Layers(Schema schema) {
    this.schema = schema;
  }

  void add(YamlFile.Content content, Path path) {
    surelyRight = false;
    faults.addAll(content.faults());
    tree.setAll(content.tree());
    content
        .lines()
        .forEach((name, line) -> origins.put(name, new Origin.InFile(path.toString(), line)));
  }

  void add(Sources.Given given) {
    var origin = new Origin.CommandLine(given.option());
    Optional<Key> key = schema.key(given.key());
    if (key.isEmpty()) {
      faults.add(new Fault(origin, given.key(), "is no key" + hint(given.key())));
    } else {
      put(key.get(), key.get().read(given.text()), origin);
    }
  }

  private String hint(String name) {
    return Nearest.hint(name, schema.keys().stream().map(Key::name).toList());
  }

  void put(Key key, JsonNode value, Origin origin) {
    String[] parts = key.name().split("\\.", -1);
    ObjectNode at = tree;
    for (int i = 0; i < parts.length - 1; i++) {
      at = at.path(parts[i]) instanceof ObjectNode below ? below : at.putObject(parts[i]);
    }
    at.set(parts[parts.length - 1], value);
    surelyRight &= key.isSurelyRight(value);
    origins.put(key.name(), origin);
  }

  /** What is wrong with each value by itself. */
  List<Fault> faults() {
    List<Fault> all = new ArrayList<>(faults);
    if (!surelyRight) {
      schema.validate(tree).forEach(error -> all.add(fault(error)));
    }
    return all;
  }

  Configuration configuration(Sources sources) {
    List<Fault> wrong = faults();
    if (!wrong.isEmpty()) {
      throw new ConfigurationException(wrong);
    }
    var configuration = new Configuration(values(), sources);
    List<Fault> contradictions = Contradictions.in(configuration);
    if (!contradictions.isEmpty()) {
      throw new ConfigurationException(contradictions);
    }
    return new Configuration(values(), sources);
  }

  private Map<String, Configuration.Value> values() {
    Map<String, Configuration.Value> values = new LinkedHashMap<>();
    for (Key key : schema.keys()) {
      JsonNode given = tree.at("/" + key.name().replace('.', '/'));
      values.put(
          key.name(),
          given.isMissingNode()
              ? new Configuration.Value(key, key.fallback(), new Origin.Default())
              : new Configuration.Value(key, given, origin(key.name())));
    }
    return values;
  }

  private Origin origin(String path) {
    return origins.getOrDefault(path, new Origin.Default());
  }

  private Fault fault(Error error) {
    String path = dotted(error.getInstanceLocation().toString());
    if (error.getKeyword().equals("additionalProperties")) {
      String name = error.getProperty();
      String below = path.isEmpty() ? name : path + "." + name;
      String known = Nearest.hint(name, schema.names(path));
      return new Fault(origin(below), below, "is no key" + known);
    }
    String key = path.replaceAll("\\[\\d+]$", "");
    return new Fault(origin(key), path, problem(error, key));
  }

  private String problem(Error error, String path) {
    JsonNode got = error.getInstanceNode();
    String shown = got.isContainer() ? "this" : "'" + shorten(got.asString()) + "'";
    return schema
        .key(path)
        .map(key -> shown + " is not " + wanted(key, error))
        .orElse(shown + " is not a section with keys below it");
  }

  private static String wanted(Key key, Error error) {
    boolean item = ITEM.matcher(error.getInstanceLocation().toString()).find();
    return item ? "text of 1 to 300 letters" : wantedWhole(key, error);
  }

  private static String wantedWhole(Key key, Error error) {
    return switch (error.getKeyword()) {
      case "pattern" -> "right: " + key.description();
      case "minLength", "maxLength", "maxItems" -> "of the right length: " + error.getMessage();
      default -> key.allowed();
    };
  }

  /** Bounded, and without a secret that somebody wrote into a URL after all. */
  private static String shorten(String text) {
    String safe = SECRET.matcher(text).replaceAll("***");
    return safe.length() <= 60 ? safe : safe.substring(0, 60) + "...";
  }

  /** {@code /system/ports} is system.ports, {@code /cluster/seeds/0} is cluster.seeds[0]. */
  private static String dotted(String pointer) {
    String bare = pointer.startsWith("/") ? pointer.substring(1) : pointer;
    return bare.replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.');
  }
}
