package io.novacron.hypervisor.qemu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The end of a file that somebody else writes. */
final class Tail {
  private static final int LINE_BYTES = 1024;

  private Tail() {}

  /** The last {@code maxBytes} of {@code file}, or all of it; nothing when it is not there. */
  static byte[] of(Path file, int maxBytes) {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(maxBytes, size));
      channel.position(size - bytes.capacity());
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // as long as something comes
      }
      return java.util.Arrays.copyOf(bytes.array(), bytes.position());
    } catch (IOException _) {
      return new byte[0];
    }
  }

  /** The last line that says something, shortened if need be; empty when there is none. */
  static String lastLine(Path file) {
    String text = new String(of(file, LINE_BYTES), StandardCharsets.UTF_8).strip();
    return text.substring(text.lastIndexOf('\n') + 1);
  }
}
