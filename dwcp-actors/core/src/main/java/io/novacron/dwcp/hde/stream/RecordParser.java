package io.novacron.dwcp.hde.stream;

import org.jspecify.annotations.Nullable;

/**
 * Goes through a stream step by step. Records are said from the array that they came in, and only
 * copied if they are in two pieces.
 */
public final class RecordParser implements StreamParser {
  private final int mostRecord;
  private final byte[] kept;
  private final Count count = new Count();
  private Step next;
  private int keptBytes;

  /**
   * Parses from {@code first} on.
   *
   * @param mostRecord bytes that any step may need to be there at once at most
   */
  public RecordParser(Step first, int mostRecord) {
    this.next = first;
    this.mostRecord = mostRecord;
    this.kept = new byte[2 * mostRecord];
  }

  @Override
  public void take(byte[] from, int at, int length, StreamParts parts) {
    int done = keptBytes == 0 ? 0 : finish(from, at, length, parts);
    Piece piece = new Piece(from, at + done, length - done);
    read(piece, 0, parts);
    keep(piece);
  }

  /** Says what begins in what was kept; returns how much of the new bytes that took. */
  private int finish(byte[] from, int at, int length, StreamParts parts) {
    int more = Math.min(length, mostRecord);
    System.arraycopy(from, at, kept, keptBytes, more);
    Piece piece = new Piece(kept, 0, keptBytes + more);
    read(piece, more, parts);
    int done = piece.at() - keptBytes;
    if (done >= 0) {
      keptBytes = 0;
      return done;
    }
    keptBytes = 0;
    keep(piece);
    return more;
  }

  private void keep(Piece piece) {
    System.arraycopy(piece.array(), piece.at(), kept, keptBytes, piece.left());
    keptBytes += piece.left();
  }

  /**
   * Says the records that begin before the last {@code reserve} bytes, as far as they are there.
   */
  private void read(Piece piece, int reserve, StreamParts parts) {
    Teller teller = new Teller(piece, count, parts);
    Step now = next;
    while (now != null && piece.left() > reserve) {
      next = now;
      now = step(now, piece, teller);
    }
    next = now == null ? next : now;
  }

  private @Nullable Step step(Step now, Piece piece, Teller teller) {
    try {
      return now.take(piece, teller);
    } catch (NotUnderstoodException e) {
      teller.why(String.valueOf(e.getMessage()));
      return Skip.allAsPassed();
    }
  }

  @Override
  public void end(StreamParts parts) {
    if (keptBytes > 0) {
      Teller teller = new Teller(new Piece(kept, 0, keptBytes), count, parts);
      teller.why("it ends within a record");
      teller.passed(keptBytes);
      keptBytes = 0;
    }
  }

  @Override
  public StreamFigures figures() {
    return count.figures();
  }
}
