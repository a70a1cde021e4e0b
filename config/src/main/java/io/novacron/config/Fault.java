package io.novacron.config;

/**
 * Something wrong with a configuration.
 *
 * @param origin where it stands
 * @param path of the value, dotted; empty when it is about the whole
 * @param text what is wrong with it, and what would be right
 */
public record Fault(Origin origin, String path, String text) {
  /** For people, in one line. */
  public String sentence() {
    return origin.text() + ": " + (path.isEmpty() ? "" : path + ": ") + text;
  }
}
