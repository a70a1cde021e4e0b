package io.novacron.config;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A value of version 1 as one of today.
 *
 * @param value what becomes of it; missing when nothing can
 * @param remark what is different about it, or why nothing can become of it; may be empty
 */
record OldValue(JsonNode value, String remark) {
  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,12}) ?([A-Za-z]+)");
  private static final Pattern ZSTD = Pattern.compile("(-?\\d{1,2})|zstd-(\\d{1,2})");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
  private static final Map<String, Long> KIB = Map.of("KiB", 1L, "MiB", 1L << 10, "GiB", 1L << 20);

  static OldValue of(JsonNode old, OldLayout.Unit unit, Key key) {
    boolean variable = Variables.isIn(Key.text(old));
    if (variable && unit != OldLayout.Unit.PLAIN) {
      return nothing("stands for a variable, and would have to be converted: set it by hand");
    }
    OldValue converted = converted(old, unit);
    return variable ? converted : converted.within(key);
  }

  private static OldValue converted(JsonNode old, OldLayout.Unit unit) {
    String text = Key.text(old);
    return switch (unit) {
      case PLAIN -> new OldValue(old, "");
      case SECONDS -> quantity(text, MILLIS, 1_000, "a time such as 500ms, 3s, 5m or 1h");
      case MILLIS -> quantity(text, MILLIS, 1, "a time such as 500ms, 3s, 5m or 1h");
      case KIB -> quantity(text, KIB, 1, "a size such as 128KiB, 64MiB or 2GiB");
      case MIB -> quantity(text, KIB, 1 << 10, "a size such as 128KiB, 64MiB or 2GiB");
      case WORD -> word(text.toLowerCase(Locale.ROOT));
      case JSON -> word(text.equals("true") ? "json" : "text");
      case ZSTD -> zstd(text);
    };
  }

  private static OldValue quantity(String text, Map<String, Long> units, long by, String wanted) {
    Matcher parts = QUANTITY.matcher(text);
    Long factor = parts.matches() ? units.get(parts.group(2)) : null;
    if (factor == null) {
      return nothing("is not " + wanted);
    }
    long small = Math.multiplyExact(Long.parseLong(parts.group(1)), factor);
    long rounded = (small + by - 1) / by;
    return new OldValue(
        JsonNodeFactory.instance.numberNode(rounded),
        rounded * by == small ? "" : "rounded up to " + rounded);
  }

  private static OldValue word(String word) {
    return new OldValue(JsonNodeFactory.instance.stringNode(word), "");
  }

  private static OldValue zstd(String text) {
    Matcher parts = ZSTD.matcher(text);
    if (!parts.matches()) {
      return nothing("is not zstd-LEVEL; dwcp.features.compression switches it off");
    }
    String level = parts.group(1) == null ? parts.group(2) : parts.group(1);
    return new OldValue(JsonNodeFactory.instance.numberNode(Long.parseLong(level)), "");
  }

  /** Bounded to what {@code key} may be. */
  private OldValue within(Key key) {
    if (!value.isIntegralNumber() || key.type() != Key.Type.INTEGER) {
      return this;
    }
    long given = value.asLong();
    long bounded =
        Math.clamp(given, key.least().orElse(Long.MIN_VALUE), key.most().orElse(Long.MAX_VALUE));
    return bounded == given
        ? this
        : new OldValue(
            JsonNodeFactory.instance.numberNode(bounded),
            given + " is not possible any more: " + key.allowed());
  }

  private static OldValue nothing(String why) {
    return new OldValue(JsonNodeFactory.instance.missingNode(), why);
  }
}
