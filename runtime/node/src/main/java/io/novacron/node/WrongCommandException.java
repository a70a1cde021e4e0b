package io.novacron.node;

/** A command line that cannot be followed, with what is wrong with it. */
final class WrongCommandException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  WrongCommandException(String message) {
    super(message);
  }

  WrongCommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
