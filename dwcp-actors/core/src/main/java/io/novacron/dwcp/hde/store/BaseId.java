package io.novacron.dwcp.hde.store;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a kept image is known by: SHA-256 over its tenant's name, its size and the SHA-256 of its
 * regions. The same on every node; of the same content, another one for each tenant.
 *
 * @param hex 64 digits, lower case
 */
public record BaseId(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  /**
   * As it was told.
   *
   * @throws IllegalArgumentException if it is no such number
   */
  public BaseId {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("an id is 64 hexadecimal digits, not '" + hex + "'");
    }
  }

  static BaseId of(byte[] digest) {
    return new BaseId(HexFormat.of().formatHex(digest));
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
