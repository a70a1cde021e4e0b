package io.novacron.cache;

import java.util.regex.Pattern;

/**
 * Under which a value is kept.
 *
 * @param space what it belongs to: 1 to 40 lower-case letters, digits or hyphens
 * @param name unique in its space: 1 to 512 visible ASCII characters
 */
public record CacheKey(String space, String name) {
  private static final Pattern SPACE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern NAME = Pattern.compile("[!-~]{1,512}");

  public CacheKey {
    if (!SPACE.matcher(space).matches()) {
      throw new IllegalArgumentException(
          "a cache space has 1 to 40 lower-case letters, digits or hyphens; got '" + space + "'");
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a cache key has 1 to 512 visible ASCII characters");
    }
  }

  /** Both, as one text. */
  String text() {
    return space + ":" + name;
  }
}
