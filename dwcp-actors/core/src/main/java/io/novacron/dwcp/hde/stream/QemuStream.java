package io.novacron.dwcp.hde.stream;

/** A migration stream of QEMU, 7.2 or newer, for machines with pages of 4 KiB. Not thread-safe. */
public final class QemuStream implements StreamParser {
  private final RecordParser parser = new RecordParser(new QemuSections()::magic, MOST_RECORD);

  /** A page record with the longest name; everything else is shorter, or read in parts. */
  static final int MOST_RECORD = RamLayout.MOST_HEAD + RamLayout.PAGE;

  /** Bytes at the beginning that {@link #isIt} looks at. */
  public static final int MAGIC_BYTES = 8;

  /** Whether a stream that begins like this is one of QEMU; false if there are too few bytes. */
  public static boolean isIt(byte[] from, int at, int length) {
    return length >= MAGIC_BYTES && QemuSections.isMagic(new Piece(from, at, length));
  }

  @Override
  public void take(byte[] from, int at, int length, StreamParts parts) {
    parser.take(from, at, length, parts);
  }

  @Override
  public void end(StreamParts parts) {
    parser.end(parts);
  }

  @Override
  public StreamFigures figures() {
    return parser.figures();
  }
}
