package io.novacron.vm;

import java.util.regex.Pattern;

/**
 * Name of a VM, unique in the cluster: a DNS label of RFC 1123 (lower-case letters, digits and
 * hyphens, 1 to 63 characters, no hyphen at either end), so that it fits a host name, a path and a
 * process title alike.
 */
public record VmId(String value) implements Comparable<VmId> {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /**
   * @throws InvalidSpecException when {@code value} is no DNS label
   */
  public VmId {
    if (!isValid(value)) {
      throw new InvalidSpecException(
          "name",
          "must be 1 to 63 lower-case letters, digits or hyphens, with no hyphen at either end; got"
              + " "
              + abbreviate(value));
    }
  }

  /** Whether {@code value} may name a VM. */
  public static boolean isValid(String value) {
    return value.length() <= 63 && LABEL.matcher(value).matches();
  }

  /** {@code value} in quotes, fit for a message whatever was sent. */
  static String abbreviate(String value) {
    return value.length() <= 80
        ? "'" + value + "'"
        : "'" + value.substring(0, 77) + "...' (" + value.length() + " characters)";
  }

  @Override
  public int compareTo(VmId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
