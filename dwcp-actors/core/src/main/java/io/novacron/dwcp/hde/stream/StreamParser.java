package io.novacron.dwcp.hde.stream;

/** Takes a stream apart as it comes, in pieces of any size. Not thread-safe. */
public interface StreamParser {
  /**
   * Takes bytes of the stream and says what they are, in order. The beginning of a record that is
   * not all there is kept, one record at most, and said with a later piece.
   *
   * @param at where they begin in {@code from}
   * @param length how many, 0 or more
   */
  void take(byte[] from, int at, int length, StreamParts parts);

  /** The stream has ended: says what was kept. Nothing may be taken after it. */
  void end(StreamParts parts);

  /** What was counted so far. */
  StreamFigures figures();
}
