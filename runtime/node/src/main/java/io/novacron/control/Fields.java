package io.novacron.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.novacron.config.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the fields of one JSON object by name. What is wrong goes into {@link Findings}, and a
 * stand-in that breaks no further rule is read instead, so that reading goes on.
 */
final class Fields {
  private static final int MAX_TEXT = 4096;

  private final JsonNode node;
  private final String path;
  private final Findings findings;

  /**
   * @param path of the object in its document; empty for the document itself
   * @param known names of all fields it may have
   */
  Fields(JsonNode node, String path, Findings findings, List<String> known) {
    this.node = node.isObject() ? node : MissingNode.getInstance();
    this.path = path;
    this.findings = findings;
    if (!node.isObject()) {
      findings.add(path.isEmpty() ? "spec" : path, "must be an object, got " + kind(node));
    }
    this.node
        .fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            findings.add(at(shorten(name)), "is unknown" + Nearest.hint(name, known));
          }
        });
  }

  /** The value of a field that is there and not null. */
  Optional<JsonNode> value(String name) {
    return Optional.of(node.path(name)).filter(value -> !value.isNull() && !value.isMissingNode());
  }

  Optional<String> text(String name) {
    return value(name).flatMap(value -> text(name, value));
  }

  private Optional<String> text(String name, JsonNode value) {
    if (!value.isTextual()) {
      return wrong(name, "must be text, got " + kind(value));
    }
    if (value.textValue().length() > MAX_TEXT) {
      return wrong(name, "is longer than " + MAX_TEXT + " characters");
    }
    return Optional.of(value.textValue());
  }

  /** A text that must be there. */
  String text(String name, String standIn) {
    require(name);
    return text(name).orElse(standIn);
  }

  int whole(String name, int otherwise) {
    return value(name)
        .<Integer>flatMap(value ->
            value.isIntegralNumber() && value.canConvertToInt()
                ? Optional.of(value.intValue())
                : wrong(name, "must be a whole number below 2^31, got " + kind(value)))
        .orElse(otherwise);
  }

  long wholeLong(String name, long otherwise) {
    return value(name)
        .<Long>flatMap(value ->
            value.isIntegralNumber() && value.canConvertToLong()
                ? Optional.of(value.longValue())
                : wrong(name, "must be a whole number below 2^63, got " + kind(value)))
        .orElse(otherwise);
  }

  boolean flag(String name) {
    return value(name)
        .<Boolean>flatMap(value ->
            value.isBoolean()
                ? Optional.of(value.booleanValue())
                : wrong(name, "must be true or false, got " + kind(value)))
        .orElse(false);
  }

  /** One of a few words, in lower case. */
  <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    List<E> all = List.of(type.getEnumConstants());
    List<String> words = all.stream().map(Fields::word).toList();
    return text(name)
        .flatMap(text -> {
          int index = words.indexOf(text);
          return index >= 0 ? Optional.of(all.get(index)) : notOneOf(name, text, words);
        });
  }

  <T> Optional<T> notOneOf(String name, String text, List<String> words) {
    String got = ", got '" + shorten(text) + "'";
    return wrong(
        name, "must be one of " + String.join(", ", words) + got + Nearest.hint(text, words));
  }

  /** The first {@code max} items. */
  List<JsonNode> list(String name, int max) {
    List<JsonNode> items = new ArrayList<>();
    value(name).ifPresent(value -> addItems(name, value, max, items));
    return items;
  }

  private void addItems(String name, JsonNode value, int max, List<JsonNode> items) {
    if (!value.isArray()) {
      findings.add(at(name), "must be a list, got " + kind(value));
    } else if (value.size() > max) {
      findings.add(at(name), "at most " + max + ", got " + value.size());
    }
    for (int i = 0; value.isArray() && i < Math.min(max, value.size()); i++) {
      items.add(value.get(i));
    }
  }

  /** Notes that a field is missing when it is. */
  void require(String name) {
    if (node.isObject() && value(name).isEmpty()) {
      findings.add(at(name), "is missing");
    }
  }

  private <T> Optional<T> wrong(String name, String problem) {
    findings.add(at(name), problem);
    return Optional.empty();
  }

  String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String shorten(String text) {
    return text.length() <= 64 ? text : text.substring(0, 61) + "...";
  }

  /** What a value is, for people. */
  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "the text '" + shorten(value.textValue()) + "'";
      case NUMBER, BOOLEAN -> shorten(value.asText());
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      default -> "nothing";
    };
  }
}
