package io.novacron.hypervisor.sim;

import io.novacron.vm.VmSpec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Writes a guest in the {@link StreamFormat} into a buffer that is taken away piece by piece. Holds
 * a batch of pages at most. Not thread-safe.
 */
final class StreamWriter {
  /** Pages put into the buffer at once. */
  static final int BATCH_PAGES = 16;

  private static final byte[] ZEROES = new byte[GuestMemory.PAGE_BYTES];

  private final CRC32C crc = new CRC32C();
  private final ByteBuffer buffer =
      ByteBuffer.allocate((BATCH_PAGES + 1) * StreamFormat.MAX_FRAME_BYTES);
  private final byte[] content = new byte[GuestMemory.PAGE_BYTES];
  private int zeroFirst;
  private int zeroCount;

  /** Begins the stream. */
  void header(VmSpec spec) {
    buffer
        .putLong(StreamFormat.MAGIC)
        .putShort(StreamFormat.VERSION)
        .putShort((short) 0)
        .putInt(spec.memoryMiB())
        .putInt(StreamFormat.shape(spec));
  }

  /** Writes {@code page} as it is now. */
  void page(GuestMemory memory, int page) {
    memory.get(page, content, 0);
    if (Arrays.equals(content, ZEROES)) {
      zeroes(page, 1);
    } else {
      flushZeroes();
      buffer.put(StreamFormat.PAGE).putInt(page).put(content);
    }
  }

  /** {@code count} pages from {@code first} on are zero; runs in a row become one. */
  void zeroes(int first, int count) {
    if (zeroCount > 0 && first == zeroFirst + zeroCount) {
      zeroCount += count;
    } else {
      flushZeroes();
      zeroFirst = first;
      zeroCount = count;
    }
  }

  /** Writes what is not memory; the end has to follow. */
  void state(DeviceState state) {
    flushZeroes();
    buffer.put(StreamFormat.STATE);
    state.writeTo(buffer);
  }

  /** Ends the stream. */
  void end() {
    flushZeroes();
    crc.update(buffer.array(), 0, buffer.position());
    int checksum = (int) crc.getValue();
    buffer.put(StreamFormat.END).putInt(checksum);
  }

  /**
   * Takes what has been written since the last time; to be used up before anything else is written.
   */
  ByteBuffer take() {
    flushZeroes();
    ByteBuffer taken = buffer.duplicate().flip();
    crc.update(taken.duplicate());
    buffer.clear();
    return taken;
  }

  private void flushZeroes() {
    if (zeroCount > 0) {
      buffer.put(StreamFormat.ZERO).putInt(zeroFirst).putInt(zeroCount);
      zeroCount = 0;
    }
  }
}
