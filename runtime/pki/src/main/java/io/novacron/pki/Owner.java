package io.novacron.pki;

import java.util.List;

/**
 * Whose certificate it is to be.
 *
 * @param name for people
 * @param names under which it may be reached: host names and IP addresses
 */
public record Owner(String name, List<String> names) {
  private static final int MAX_NAME = 64;

  public Owner {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._@-]*") || name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "a name has 1 to 64 of the characters a-z, A-Z, 0-9 and ._@-, and begins with one of the"
              + " first three: '"
              + name
              + "'");
    }
    names = List.copyOf(names);
  }
}
