package io.novacron.hypervisor.qemu;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts the bytes that come from a monitor into lines, with a bound on the length of a line. */
final class QmpLines {
  /** The longest replies, such as of query-cpu-definitions, have some 100 KiB. */
  static final int MAX_LINE_BYTES = 1 << 20;

  private byte[] begun = new byte[1024];
  private int length;

  /**
   * Takes bytes in.
   *
   * @return the lines that they complete, without their ends and without empty ones
   * @throws MalformedQmpException when a line exceeds {@link #MAX_LINE_BYTES}
   */
  List<byte[]> take(ByteBuffer bytes) throws MalformedQmpException {
    List<byte[]> lines = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\n') {
        end(lines);
      } else if (next != '\r') {
        append(next);
      }
    }
    return lines;
  }

  private void end(List<byte[]> lines) {
    if (length > 0) {
      lines.add(Arrays.copyOf(begun, length));
      length = 0;
    }
  }

  private void append(byte next) throws MalformedQmpException {
    if (length == MAX_LINE_BYTES) {
      throw new MalformedQmpException("a line of more than " + MAX_LINE_BYTES + " bytes");
    }
    if (length == begun.length) {
      begun = Arrays.copyOf(begun, 2 * length);
    }
    begun[length++] = next;
  }
}
