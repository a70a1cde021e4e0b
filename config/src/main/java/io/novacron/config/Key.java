package io.novacron.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One value of the configuration, as the schema describes it.
 *
 * @param name dotted, {@code database.connections}
 * @param fallback its default
 * @param choices allowed values; empty when it is no choice
 * @param reloadable whether it can change while a node runs
 */
public record Key(
    String name,
    Type type,
    JsonNode fallback,
    String description,
    List<String> choices,
    OptionalLong least,
    OptionalLong most,
    Optional<String> pattern,
    boolean reloadable) {

  /** What a value may be. */
  public enum Type {
    STRING("text"),
    INTEGER("an integer"),
    BOOLEAN("true or false"),
    ARRAY("a list");

    private final String words;

    Type(String words) {
      this.words = words;
    }
  }

  /** Of all variables. */
  static final String PREFIX = "NOVACRON_";

  /** As long as every text may be. */
  private static final int SHORT = 100;

  private static final int FEW = 100;

  public Key {
    choices = List.copyOf(choices);
  }

  /** The environment variable that sets it: {@code NOVACRON_DATABASE_CONNECTIONS}. */
  public String variable() {
    return PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** What it may be, in words. */
  public String allowed() {
    if (!choices.isEmpty()) {
      return "one of " + String.join(", ", choices);
    }
    String range =
        least.isPresent()
            ? " (" + least.getAsLong() + " to " + most.orElse(Long.MAX_VALUE) + ")"
            : "";
    return type.words + range;
  }

  /**
   * Whether {@code value} is certainly right, which spares a start the whole schema: that one says
   * what is wrong with what is not.
   */
  boolean isSurelyRight(JsonNode value) {
    return switch (type) {
      case BOOLEAN -> value.isBoolean();
      case INTEGER -> value.isIntegralNumber() && isWithin(value.asLong());
      case STRING -> value.isString() && isRight(value.asString());
      case ARRAY ->
          value.isArray() && value.size() <= FEW && value.valueStream().allMatch(Key::isShort);
    };
  }

  private boolean isWithin(long number) {
    return number >= least.orElse(Long.MIN_VALUE) && number <= most.orElse(Long.MAX_VALUE);
  }

  private boolean isRight(String text) {
    boolean chosen = choices.isEmpty() || choices.contains(text);
    boolean matching = pattern.map(p -> Pattern.compile(p).matcher(text).find()).orElse(true);
    return chosen && matching && !text.isEmpty() && text.length() <= SHORT;
  }

  private static boolean isShort(JsonNode item) {
    return item.isString() && !item.asString().isEmpty() && item.asString().length() <= SHORT;
  }

  /** {@code text} as a value of this type; as text when it cannot be one, which the schema says. */
  JsonNode read(String text) {
    var make = JsonNodeFactory.instance;
    return switch (type) {
      case STRING -> make.stringNode(text);
      case BOOLEAN ->
          text.equals("true") || text.equals("false")
              ? make.booleanNode(Boolean.parseBoolean(text))
              : make.stringNode(text);
      case INTEGER -> number(text);
      case ARRAY -> list(text);
    };
  }

  private static JsonNode number(String text) {
    try {
      return JsonNodeFactory.instance.numberNode(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      return JsonNodeFactory.instance.stringNode(text);
    }
  }

  private static JsonNode list(String text) {
    var list = JsonNodeFactory.instance.arrayNode();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      list.add(part.strip());
    }
    return list;
  }

  /** {@code value} for people: a list with commas. */
  public static String text(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
        : value.asString();
  }
}
