package io.novacron.node;

import io.novacron.config.Nearest;
import io.novacron.init.ComponentSpec;
import io.novacron.init.Criticality;
import io.novacron.init.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a list of components, in YAML or JSON, that somebody wants to see planned. */
final class PlanFile {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_COMPONENTS = 1000;
  private static final int DEEPEST = 4;
  private static final double MOST_SECONDS = 86_400;
  private static final Duration UNUSED = Duration.ofMinutes(1);
  private static final List<String> FIELDS =
      List.of("name", "phase", "criticality", "needs", "seconds");

  private static final Map<String, Phase> PHASES =
      Stream.of(Phase.values()).collect(Collectors.toMap(Phase::title, Function.identity()));
  private static final Map<String, Criticality> CRITICALITIES =
      Stream.of(Criticality.values())
          .collect(Collectors.toMap(c -> c.name().toLowerCase(Locale.ROOT), Function.identity()));

  private final String place;
  private final Map<?, ?> entry;

  private PlanFile(String place, Map<?, ?> entry) {
    this.place = place;
    this.entry = entry;
  }

  /**
   * The components in {@code file}.
   *
   * @throws IllegalArgumentException when there is none, or something is wrong with them
   */
  static List<PlannedComponent> read(Path file) {
    if (!(parsed(file) instanceof List<?> entries) || entries.isEmpty()) {
      throw new IllegalArgumentException(
          file + " does not hold a list of components, as in '- {name: api, needs: [database]}'");
    }
    if (entries.size() > MOST_COMPONENTS) {
      throw new IllegalArgumentException(
          file + " holds more than " + MOST_COMPONENTS + " components");
    }
    List<PlannedComponent> components = new ArrayList<>();
    for (Object entry : entries) {
      String place = file + ", component " + (components.size() + 1);
      components.add(new PlanFile(place, map(place, entry)).component());
    }
    return components;
  }

  private static @Nullable Object parsed(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException(file + " is larger than 1 MiB");
      }
      String text = Files.readString(file);
      var settings =
          LoadSettings.builder()
              .setLabel(file.toString())
              .setMaxAliasesForCollections(DEEPEST)
              .build();
      checkDepth(file, new Parse(settings).parseString(text));
      return new Load(settings).loadFromString(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read as UTF-8 text: " + e, e);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("that is neither YAML nor JSON: " + e.getMessage(), e);
    }
  }

  /** Before objects are made of it, which goes as deep as the file does. */
  private static void checkDepth(Path file, Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      switch (event.getEventId()) {
        case SequenceStart, MappingStart -> depth++;
        case SequenceEnd, MappingEnd -> depth--;
        default -> {}
      }
      if (depth > DEEPEST) {
        throw new IllegalArgumentException(file + " is nested more than " + DEEPEST + " deep");
      }
    }
  }

  private static Map<?, ?> map(String place, @Nullable Object entry) {
    if (entry instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException(place + ": is not of the form {name: ..., needs: [...]}");
  }

  private PlannedComponent component() {
    for (Object key : entry.keySet()) {
      if (!FIELDS.contains(String.valueOf(key))) {
        throw wrong("there is no field '" + key + "'" + Nearest.hint(String.valueOf(key), FIELDS));
      }
    }
    try {
      return new PlannedComponent(
          new ComponentSpec(
              text("name", ""),
              one("phase", "services", PHASES),
              one("criticality", "critical", CRITICALITIES),
              needs(),
              UNUSED),
          seconds());
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(place) ? e : wrong(message);
    }
  }

  private String text(String field, String otherwise) {
    Object value = entry.get(field);
    return value == null ? otherwise : String.valueOf(value);
  }

  private <T> T one(String field, String otherwise, Map<String, T> known) {
    String word = text(field, otherwise).toLowerCase(Locale.ROOT).replace('_', '-');
    T found = known.get(word);
    if (found == null) {
      throw wrong(
          field
              + " is one of "
              + known.keySet().stream().sorted().collect(Collectors.joining(", "))
              + "; got '"
              + word
              + "'"
              + Nearest.hint(word, known.keySet()));
    }
    return found;
  }

  private List<String> needs() {
    Object needs = entry.get("needs");
    if (needs == null) {
      return List.of();
    }
    if (needs instanceof List<?> names) {
      return names.stream().map(String::valueOf).distinct().toList();
    }
    throw wrong("needs is a list of names; got '" + needs + "'");
  }

  private Optional<Double> seconds() {
    Object value = entry.get("seconds");
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= MOST_SECONDS) {
      return Optional.of(number.doubleValue());
    }
    throw wrong("seconds is a number from 0 to 86400; got '" + value + "'");
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(place + ": " + what);
  }
}
