package io.novacron.cli;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words of the form {@code key=value}. */
final class KeyValues {
  private KeyValues() {}

  /**
   * Reads one option such as {@code path=/a.img,format=raw,ro}; a word without a value is {@code
   * true}.
   */
  static Map<String, String> parts(String text) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? part : part.substring(0, equals);
      parts.put(key.trim(), equals < 0 ? "true" : part.substring(equals + 1));
    }
    return parts;
  }

  /**
   * Labels after changes: {@code k=v} sets, {@code k-} takes away.
   *
   * @throws IllegalArgumentException if a change is neither
   */
  static Map<String, String> changed(Map<String, String> labels, List<String> changes) {
    Map<String, String> result = new HashMap<>(labels);
    for (String change : changes) {
      int equals = change.indexOf('=');
      if (equals > 0) {
        result.put(change.substring(0, equals), change.substring(equals + 1));
      } else if (change.length() > 1 && change.endsWith("-")) {
        result.remove(change.substring(0, change.length() - 1));
      } else {
        throw new IllegalArgumentException("a label is K=V, or K- to take it away, not " + change);
      }
    }
    return result;
  }
}
