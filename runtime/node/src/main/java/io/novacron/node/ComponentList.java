package io.novacron.node;

import io.novacron.init.ComponentSpec;
import io.novacron.init.Criticality;
import io.novacron.init.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Components that somebody has written down, to see how they would boot. */
record ComponentList(List<ComponentSpec> specs, Map<String, Double> times) {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_COMPONENTS = 1_000;
  private static final int ALIASES = 20;
  private static final Duration ANY = Duration.ofMinutes(1);

  /** Expected work of a component, in seconds. */
  double seconds(String name) {
    return times.getOrDefault(name, 0.0);
  }

  /**
   * Reads a list in YAML or JSON.
   *
   * @throws IllegalArgumentException when it is none, with what is wrong
   */
  static ComponentList read(Path file) {
    Object tree = load(file);
    if (!(tree instanceof List<?> list) || list.size() > MOST_COMPONENTS) {
      throw new IllegalArgumentException(
          "is no list of up to " + MOST_COMPONENTS + " components, as in '- name: database'");
    }
    var read = new ComponentList(new ArrayList<>(), new HashMap<>());
    list.forEach(read::add);
    return read;
  }

  private static @Nullable Object load(Path file) {
    var settings =
        LoadSettings.builder()
            .setCodePointLimit(MOST_BYTES)
            .setMaxAliasesForCollections(ALIASES)
            .build();
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException("is larger than 1 MiB");
      }
      return new Load(settings).loadFromString(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be read: " + e, e);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("is no YAML: " + e.getMessage(), e);
    }
  }

  private void add(@Nullable Object item) {
    if (!(item instanceof Map<?, ?> fields) || fields.get("name") == null) {
      throw new IllegalArgumentException("component " + (specs.size() + 1) + " has no name");
    }
    String name = String.valueOf(fields.get("name"));
    times.put(name, number(name, fields.get("seconds")));
    specs.add(
        new ComponentSpec(
            name,
            constant(name, Phase.class, fields.get("phase"), Phase.CORE),
            constant(name, Criticality.class, fields.get("criticality"), Criticality.CRITICAL),
            needs(name, fields.get("needs")),
            ANY));
  }

  private static double number(String name, @Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= 1e6) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(name + ": seconds are 0 to 1000000; got '" + value + "'");
  }

  private static <E extends Enum<E>> E constant(
      String name, Class<E> type, @Nullable Object value, E usual) {
    if (value == null) {
      return usual;
    }
    String wanted = String.valueOf(value).toUpperCase(Locale.ROOT).replace('-', '_');
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(wanted)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        name + ": '" + value + "' is none of " + List.of(type.getEnumConstants()));
  }

  private static List<String> needs(String name, @Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    throw new IllegalArgumentException(name + ": needs are a list of names; got '" + value + "'");
  }
}
