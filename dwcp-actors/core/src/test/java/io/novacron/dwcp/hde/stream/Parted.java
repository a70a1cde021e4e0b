package io.novacron.dwcp.hde.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Puts a stream together again from its parts, and the memory that it is about, and demands what
 * {@link StreamParts} promises.
 */
public final class Parted implements StreamParts {
  private static final byte[] ZEROES = new byte[RamLayout.PAGE];

  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
  private final Map<Long, byte[]> pages = new HashMap<>();
  private final XbzrleRecords deltas = new XbzrleRecords();
  private final StreamParser parser;
  private long deltasBefore;
  private @Nullable RamLayout layout;

  Parted(StreamParser parser) {
    this.parser = parser;
  }

  /** The parts of {@code stream}, which {@code parser} is given in pieces of random lengths. */
  public static Parted of(byte[] stream, StreamParser parser, int most, RandomGenerator random) {
    var parted = new Parted(parser);
    for (int at = 0; at < stream.length; ) {
      int length = Math.min(stream.length - at, random.nextInt(most + 1));
      byte[] piece = Arrays.copyOfRange(stream, at, at + length);
      parser.take(piece, 0, length, parted);
      Arrays.fill(piece, (byte) 0x5A);
      at += length;
    }
    parser.end(parted);
    return parted;
  }

  @Override
  public void bytes(byte[] from, int at, int length) {
    demand(length > 0, "no bytes");
    stream.write(from, at, length);
    long deltasNow = parser.figures().deltas();
    if (deltasNow > deltasBefore) {
      deltas.apply(ByteBuffer.wrap(from, at, length).slice(), layout(), this::written);
      deltasBefore = deltasNow;
    }
  }

  @Override
  public void page(byte[] head, int headAt, int headLength, long address, byte[] page, int at) {
    demand(headLength > 0 && headLength <= RamLayout.MOST_HEAD, "a head of " + headLength);
    demandInside(address, 1);
    stream.write(head, headAt, headLength);
    stream.write(page, at, RamLayout.PAGE);
    pages.put(address, Arrays.copyOfRange(page, at, at + RamLayout.PAGE));
    saw(head, headAt);
  }

  @Override
  public void zeroes(byte[] record, int at, int length, long address, long count) {
    demand(length > 0 && length <= RamLayout.MOST_HEAD, "a record of " + length);
    demandInside(address, count);
    stream.write(record, at, length);
    for (long page = 0; page < count; page++) {
      pages.remove(address + page * RamLayout.PAGE);
    }
    saw(record, at);
  }

  private void saw(byte[] record, int at) {
    if (parser instanceof QemuStream) {
      deltas.saw(record, at);
    }
  }

  @Override
  public void layout(RamLayout known) {
    demand(layout == null, "a second layout");
    layout = known;
  }

  private void demandInside(long address, long count) {
    long room = layout().bytes() - address;
    demand(address >= 0 && address % RamLayout.PAGE == 0, "an address of " + address);
    demand(count >= 0 && count <= room / RamLayout.PAGE, "pages beyond the image");
  }

  private static void demand(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  /** All bytes of all parts. */
  public byte[] stream() {
    return stream.toByteArray();
  }

  /** What was said of the memory. */
  public RamLayout layout() {
    if (layout == null) {
      throw new AssertionError("no layout so far");
    }
    return layout;
  }

  /** Whether {@link #layout} was said. */
  public boolean hasLayout() {
    return layout != null;
  }

  /** The block of that name. */
  public RamBlock block(String name) {
    return layout().blocks().stream()
        .filter(block -> block.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no block " + name + " in " + layout()));
  }

  /** A page as the stream left it, not to be changed. */
  public byte[] page(long address) {
    return pages.getOrDefault(address, ZEROES);
  }

  /** Pages that are not known to be zero. */
  public int writtenPages() {
    return pages.size();
  }

  private byte[] written(long address) {
    return pages.computeIfAbsent(address, _ -> new byte[RamLayout.PAGE]);
  }
}
