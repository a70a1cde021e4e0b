package io.novacron.dwcp.hde.stream;

/** Steps over bytes that are not looked at, in any pieces. */
final class Skip {
  private final Step after;
  private long left;

  private Skip(long length, Step after) {
    this.left = length;
    this.after = after;
  }

  /** {@code length} bytes, 0 or more, and then {@code after}. */
  static Step bytes(long length, Step after) {
    return length == 0 ? after : new Skip(length, after)::some;
  }

  private Step some(Piece piece, Teller teller) {
    int length = (int) Math.min(left, piece.left());
    left -= length;
    teller.bytes(length);
    return left == 0 ? after : this::some;
  }

  /** All that comes, as not understood. */
  static Step allAsPassed() {
    return Skip::passed;
  }

  private static Step passed(Piece piece, Teller teller) {
    teller.passed(piece.left());
    return Skip::passed;
  }

  /** All that comes, as device state. */
  static Step allAsState() {
    return Skip::state;
  }

  private static Step state(Piece piece, Teller teller) {
    teller.state(piece.left());
    return Skip::state;
  }
}
