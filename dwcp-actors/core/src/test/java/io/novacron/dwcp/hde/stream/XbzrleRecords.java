package io.novacron.dwcp.hde.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Decodes QEMU's records of pages as differences, which a parser says as mere bytes. */
final class XbzrleRecords {
  private static final int CONTINUE = 0x20;
  private static final int FLAGS = 0xFFF;

  private @Nullable String current;

  /** A record came that goes on, or names a block. */
  void saw(byte[] record, int at) {
    ByteBuffer in = ByteBuffer.wrap(record).position(at);
    block(in.getLong(), in);
  }

  private @Nullable String block(long header, ByteBuffer in) {
    if ((header & CONTINUE) == 0) {
      byte[] name = new byte[in.get() & 0xFF];
      in.get(name);
      current = new String(name, StandardCharsets.ISO_8859_1);
    }
    return current;
  }

  /** Applies the difference that {@code in} is. */
  void apply(ByteBuffer in, RamLayout layout, LongFunction<byte[]> pages) {
    long header = in.getLong();
    String name = block(header, in);
    long start =
        layout.blocks().stream()
            .filter(block -> block.name().equals(name))
            .mapToLong(RamBlock::start)
            .findFirst()
            .orElseThrow();
    in.position(in.position() + 3);
    apply(in, pages.apply(start + (header & ~FLAGS)));
  }

  /** What was damaged on its way may go beyond the page, or end early. */
  private static void apply(ByteBuffer in, byte[] page) {
    for (int at = 0; in.remaining() > 2; ) {
      at += number(in);
      int fresh = number(in);
      if (fresh > in.remaining() || fresh > page.length - at) {
        return;
      }
      in.get(page, at, fresh);
      at += fresh;
    }
  }

  private static int number(ByteBuffer in) {
    int low = in.get() & 0xFF;
    return low < 0x80 || !in.hasRemaining() ? low : (low & 0x7F) | (in.get() & 0x7F) << 7;
  }
}
