package io.novacron.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Every key with the value that counts, and where that comes from. Remembers what was read. */
public final class Configuration {
  /** A value that counts. */
  public record Value(Key key, JsonNode value, Origin origin) {
    /** For people. */
    public String text() {
      return Key.text(value);
    }
  }

  private final Map<String, Value> values;
  private final Sources sources;
  private final Set<String> read = ConcurrentHashMap.newKeySet();

  Configuration(Map<String, Value> values, Sources sources) {
    this.values = new LinkedHashMap<>(values);
    this.sources = sources;
  }

  /** The defaults alone. */
  public static Configuration defaults() {
    return Sources.none().load();
  }

  /**
   * What the same sources say now: the file may have changed.
   *
   * @throws ConfigurationException when anything is wrong, with all that is
   */
  public Configuration readAgain() {
    return sources.load();
  }

  /**
   * What may be a mistake and need not be, one sentence each: variables that are called nearly like
   * one that sets a key.
   */
  public List<String> doubts() {
    return sources.doubts(values().stream().map(value -> value.key().variable()).toList());
  }

  /** The file among its sources. */
  public Optional<Path> file() {
    return sources.file();
  }

  /** All values, in the order of the schema. */
  public List<Value> values() {
    return List.copyOf(values.values());
  }

  /**
   * The value of {@code key}.
   *
   * @throws IllegalArgumentException when the schema has no such key
   */
  public Value value(String key) {
    Value value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "there is no key '" + key + "'" + Nearest.hint(key, values.keySet()));
    }
    read.add(key);
    return value;
  }

  /** Keys that were asked for so far. */
  public Set<String> read() {
    return Set.copyOf(read);
  }

  /** A text, which may be empty. */
  public String text(String key) {
    return value(key).value().asString();
  }

  /** A text, unless it is empty. */
  public Optional<String> given(String key) {
    return Optional.of(text(key)).filter(text -> !text.isEmpty());
  }

  /** A path, unless it is empty; {@code ~/} is the user's folder. */
  public Optional<Path> path(String key) {
    return given(key).map(Configuration::home);
  }

  private static Path home(String text) {
    return text.startsWith("~/")
        ? Path.of(System.getProperty("user.home"), text.substring(2))
        : Path.of(text);
  }

  /** An integer; within int for all that the schema bounds so. */
  public int integer(String key) {
    return Math.toIntExact(value(key).value().asLong());
  }

  /** A switch. */
  public boolean isOn(String key) {
    return value(key).value().asBoolean();
  }

  /** A list of texts. */
  public List<String> list(String key) {
    return value(key).value().valueStream().map(JsonNode::asString).toList();
  }

  /** An integer that counts seconds. */
  public Duration seconds(String key) {
    return Duration.ofSeconds(integer(key));
  }

  /** An integer that counts milliseconds. */
  public Duration millis(String key) {
    return Duration.ofMillis(integer(key));
  }
}
