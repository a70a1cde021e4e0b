package io.novacron.dwcp.hde.stream;

/** What comes in a stream is not what is known of its format. */
public final class NotUnderstoodException extends Exception {
  private static final long serialVersionUID = 1L;

  /** {@code message} says what was found. */
  public NotUnderstoodException(String message) {
    super(message);
  }

  /**
   * Nothing if {@code holds}.
   *
   * @throws NotUnderstoodException with {@code message} otherwise
   */
  public static void demand(boolean holds, String message) throws NotUnderstoodException {
    if (!holds) {
      throw new NotUnderstoodException(message);
    }
  }
}
