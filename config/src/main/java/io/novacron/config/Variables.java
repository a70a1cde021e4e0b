package io.novacron.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts in environment variables: <code>${NAME}</code>, which has to be set, <code>${NAME:default}
 * </code>, and <code>$${</code> for <code>${</code> itself.
 */
class Variables {
  private static final Pattern PLACE =
      Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}|\\$\\{");

  private final Map<String, String> environment;

  /** Leaves texts as they are. */
  static Variables none() {
    return new Variables(Map.of()) {
      @Override
      Expanded expand(String text) {
        return new Expanded(text, List.of());
      }
    };
  }

  Variables(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * What becomes of a text.
   *
   * @param missing what is wrong with it; empty when nothing is
   */
  record Expanded(String text, List<String> missing) {}

  static boolean isIn(String text) {
    return text.contains("${");
  }

  Expanded expand(String text) {
    List<String> missing = new ArrayList<>();
    String expanded = PLACE.matcher(text).replaceAll(place -> value(place, missing));
    return new Expanded(expanded, missing);
  }

  private String value(java.util.regex.MatchResult place, List<String> missing) {
    if (place.group().equals("$${")) {
      return Matcher.quoteReplacement("${");
    }
    String name = place.group(1);
    if (name == null) {
      missing.add("'${' is not followed by NAME} or NAME:default}; write '$${' for the characters");
      return "";
    }
    String value = environment.getOrDefault(name, place.group(2));
    if (value == null) {
      missing.add(
          "the environment variable "
              + name
              + " is not set; set it, or write ${"
              + name
              + ":default}");
      return "";
    }
    return Matcher.quoteReplacement(value);
  }
}
