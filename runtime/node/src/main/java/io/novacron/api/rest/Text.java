package io.novacron.api.rest;

import io.novacron.api.ProblemException;
import org.jspecify.annotations.Nullable;

/** Checks on texts that come from users. */
final class Text {
  private static final int MAX_KEY = 128;
  private static final int MAX_NAME = 256;

  private Text() {}

  /** Whether it has 1 to 128 printable ASCII characters. */
  static boolean isKey(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_KEY
        && text.chars().allMatch(letter -> letter >= 0x20 && letter <= 0x7e);
  }

  /** A name that must be there, of at most 256 characters. */
  static String name(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw ProblemException.field(field, "is missing");
    }
    if (value.length() > MAX_NAME) {
      throw ProblemException.field(field, "is longer than " + MAX_NAME + " characters");
    }
    return value;
  }

  /** A number within bounds. */
  static long within(String field, long value, long min, long max) {
    if (value < min || value > max) {
      throw ProblemException.field(field, "must be " + min + " to " + max + ", got " + value);
    }
    return value;
  }

  /** Short enough to be repeated in a problem. */
  static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}
