package io.novacron.hypervisor.sim;

import static io.novacron.dwcp.hde.stream.NotUnderstoodException.demand;

import io.novacron.dwcp.hde.stream.NotUnderstoodException;
import io.novacron.dwcp.hde.stream.Piece;
import io.novacron.dwcp.hde.stream.RamBlock;
import io.novacron.dwcp.hde.stream.RamLayout;
import io.novacron.dwcp.hde.stream.RecordParser;
import io.novacron.dwcp.hde.stream.Step;
import io.novacron.dwcp.hde.stream.StreamParser;
import io.novacron.dwcp.hde.stream.Teller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the migration stream of a simulated guest apart ({@link StreamFormat}). Checksums are up to
 * who takes the guest in. Not thread-safe.
 */
public final class SimulatedStream {
  private static final int MEMORY_AT = 12;
  private static final long MIB = 1 << 20;

  private long pages;

  private SimulatedStream() {}

  /** A parser of one stream. */
  public static StreamParser parser() {
    return new RecordParser(new SimulatedStream()::header, StreamFormat.MAX_FRAME_BYTES);
  }

  /** Whether a stream that begins like this is one; false if there are less than eight bytes. */
  public static boolean isIt(byte[] from, int at, int length) {
    return length >= Long.BYTES && new Piece(from, at, length).i64(0) == StreamFormat.MAGIC;
  }

  private @Nullable Step header(Piece piece, Teller teller) throws NotUnderstoodException {
    if (!piece.has(StreamFormat.HEADER_BYTES)) {
      return null;
    }
    demand(piece.i64(0) == StreamFormat.MAGIC, "it is no simulated guest");
    demand(piece.u16(Long.BYTES) == StreamFormat.VERSION, "it is of another version");
    int memoryMiB = piece.i32(MEMORY_AT);
    demand(memoryMiB > 0, "a guest without memory");
    pages = memoryMiB * (MIB / RamLayout.PAGE);
    teller.bytes(StreamFormat.HEADER_BYTES);
    teller.layout(new RamLayout(List.of(new RamBlock("memory", memoryMiB * MIB, 0))));
    return this::frame;
  }

  private @Nullable Step frame(Piece piece, Teller teller) throws NotUnderstoodException {
    byte kind = (byte) piece.u8(0);
    int length = bytes(kind);
    if (!piece.has(length)) {
      return null;
    }
    switch (kind) {
      case StreamFormat.PAGE -> page(piece, teller);
      case StreamFormat.ZERO -> zeroes(length, piece, teller);
      default -> teller.state(length);
    }
    return this::frame;
  }

  private static int bytes(byte kind) throws NotUnderstoodException {
    try {
      return StreamFormat.frameBytes(kind);
    } catch (MalformedStreamException e) {
      throw new NotUnderstoodException(String.valueOf(e.getMessage()));
    }
  }

  private void page(Piece piece, Teller teller) throws NotUnderstoodException {
    long page = piece.i32(StreamFormat.KIND_BYTES);
    demand(page >= 0 && page < pages, "a page beyond the memory");
    teller.page(StreamFormat.KIND_BYTES + Integer.BYTES, page * RamLayout.PAGE);
  }

  private void zeroes(int length, Piece piece, Teller teller) throws NotUnderstoodException {
    long first = piece.i32(StreamFormat.KIND_BYTES);
    long count = piece.i32(StreamFormat.KIND_BYTES + Integer.BYTES);
    demand(first >= 0 && count >= 0 && first <= pages - count, "pages beyond the memory");
    teller.zeroes(length, first * RamLayout.PAGE, count);
  }
}
