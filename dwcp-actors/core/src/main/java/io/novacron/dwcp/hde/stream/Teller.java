package io.novacron.dwcp.hde.stream;

/** Says what the next bytes of a piece are, moves behind them, and keeps count. */
public final class Teller {
  private final Piece piece;
  private final Count count;
  private final StreamParts parts;

  Teller(Piece piece, Count count, StreamParts parts) {
    this.piece = piece;
    this.count = count;
    this.parts = parts;
  }

  /** The next {@code length} bytes are no page. */
  public void bytes(int length) {
    count.understoodBytes += length;
    say(length);
  }

  /** As {@link #bytes}, a page as a difference. */
  public void delta(int length) {
    count.deltas++;
    bytes(length);
  }

  /** As {@link #bytes}, a page that is full of one byte. */
  public void fill(int length) {
    count.fills++;
    bytes(length);
  }

  /** As {@link #bytes}; they come after all memory. */
  public void state(int length) {
    count.stateBytes += length;
    say(length);
  }

  /** The next {@code length} bytes are not understood. */
  public void passed(int length) {
    count.passedBytes += length;
    say(length);
  }

  /** Why bytes will be {@link #passed}. */
  public void why(String reason) {
    if (count.whyPassed.isEmpty()) {
      count.whyPassed = reason;
    }
  }

  /** A page comes, after {@code head} bytes. */
  public void page(int head, long address) {
    int length = head + RamLayout.PAGE;
    count.pages++;
    count.understoodBytes += length;
    int at = piece.at();
    piece.move(length);
    parts.page(piece.array(), at, head, address, piece.array(), at + head);
  }

  /** The next {@code length} bytes say that {@code pages} are zero. */
  public void zeroes(int length, long address, long pages) {
    count.zeroPages += pages;
    count.understoodBytes += length;
    int at = piece.at();
    piece.move(length);
    parts.zeroes(piece.array(), at, length, address, pages);
  }

  /** The image is known. */
  public void layout(RamLayout layout) {
    parts.layout(layout);
  }

  private void say(int length) {
    int at = piece.at();
    piece.move(length);
    parts.bytes(piece.array(), at, length);
  }
}
