package io.novacron.bench;

/** A boot that does not count as one: its process ended, was late, or contradicts what is seen. */
final class BootFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BootFailedException(String message) {
    super(message);
  }
}
