package io.novacron.config;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Writes values below their sections, in the order in which they come. */
final class YamlText {
  /** What YAML reads as the text that it is. */
  private static final Pattern PLAIN = Pattern.compile("[a-z/][A-Za-z0-9/._-]*");

  private static final List<String> WORDS =
      List.of("true", "false", "null", "yes", "no", "on", "off");

  private final StringBuilder text = new StringBuilder();
  private String[] section = new String[0];

  YamlText(List<String> files) {
    text.append("# Made by 'novacron config migrate' of ")
        .append(String.join(", ", files))
        .append(".\n");
  }

  /** The value of {@code key}. */
  void add(Key key, JsonNode value) {
    String[] path = key.name().split("\\.", -1);
    int depth = path.length - 1;
    int common = 0;
    while (common < Math.min(depth, section.length) && path[common].equals(section[common])) {
      common++;
    }
    for (int i = common; i < depth; i++) {
      text.append(i == 0 ? "\n" : "").append("  ".repeat(i)).append(path[i]).append(":\n");
    }
    section = Arrays.copyOf(path, depth);
    text.append("  ".repeat(depth)).append(path[depth]).append(": ").append(written(key, value));
    text.append('\n');
  }

  /**
   * JSON is YAML; words that need no quotes look better without. What is to be a number once a
   * variable is put in must have none.
   */
  private static String written(Key key, JsonNode value) {
    String plain = value.isString() ? value.asString() : "";
    boolean typedLater = key.type() != Key.Type.STRING && Variables.isIn(plain);
    boolean bare = PLAIN.matcher(plain).matches() && !WORDS.contains(plain);
    return bare || typedLater ? plain : value.toString();
  }

  String text() {
    return text.toString();
  }
}
