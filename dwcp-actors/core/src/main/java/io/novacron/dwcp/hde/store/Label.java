package io.novacron.dwcp.hde.store;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Whose image it is, and of what.
 *
 * @param tenant nobody else is ever told of it
 * @param family of a checkpoint its VM, of an image its name
 */
public record Label(Kind kind, String tenant, String family) {
  /** Bytes of UTF-8 that a tenant, or a family, has at most. */
  public static final int MOST_BYTES = 1000;

  /** What an image was made of. */
  public enum Kind {
    /** Memory of a VM as it was when it left; there is one for each VM. */
    CHECKPOINT,
    /** What VMs are started from. */
    IMAGE
  }

  /**
   * As it is.
   *
   * @throws IllegalArgumentException if a name is too long
   */
  public Label {
    requireShort(tenant);
    requireShort(family);
  }

  private static void requireShort(String name) {
    int bytes = name.getBytes(UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "a name of " + bytes + " bytes; " + MOST_BYTES + " at most");
    }
  }

  boolean replaces(Label older) {
    return kind == Kind.CHECKPOINT && equals(older);
  }
}
