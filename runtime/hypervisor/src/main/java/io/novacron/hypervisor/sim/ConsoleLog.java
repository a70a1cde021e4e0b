package io.novacron.hypervisor.sim;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The last 16 KiB of what a guest wrote on its console. Thread-safe. */
final class ConsoleLog {
  private static final int MAX_BYTES = 16 * 1024;

  private byte[] log = {};

  /** The guest writes a line. */
  synchronized void println(String line) {
    byte[] more = (line + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] longer = Arrays.copyOf(log, log.length + more.length);
    System.arraycopy(more, 0, longer, log.length, more.length);
    log = last(longer, MAX_BYTES);
  }

  /** Its end, at most {@code maxBytes} of it. */
  synchronized byte[] last(int maxBytes) {
    return last(log, maxBytes);
  }

  private static byte[] last(byte[] bytes, int max) {
    return Arrays.copyOfRange(bytes, Math.max(0, bytes.length - max), bytes.length);
  }
}
