package io.novacron.dwcp.transfer;

/**
 * Names a transfer on both nodes.
 *
 * @param value 1 .. 128 characters
 */
public record TransferId(String value) {
  public TransferId {
    if (value.isEmpty() || value.length() > 128) {
      throw new IllegalArgumentException("a transfer's name has 1 to 128 characters: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
