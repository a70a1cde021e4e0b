package io.novacron.hypervisor.sim;

/** How fast the reader of a migration can take its bytes. Not thread-safe. */
final class DrainRate {
  /** Below this, a measurement says more of buffers than of the link. */
  static final long WINDOW_NANOS = 100_000_000L;

  private static final double NANOS = 1e9;

  private long markNanos;
  private long markBytes;
  private long markWaits;
  private double bytesPerSecond;

  DrainRate(long nowNanos) {
    this.markNanos = nowNanos;
  }

  /**
   * By now the reader has taken {@code readBytes} in all, and the writer has waited for it {@code
   * waits} times. A reader that was never waited for could have read more than it was given, so
   * that the rate is at least what was seen (as BBR treats samples limited by the application).
   */
  void observe(long nowNanos, long readBytes, long waits) {
    long elapsed = nowNanos - markNanos;
    if (elapsed <= 0) {
      return;
    }
    double seen = (readBytes - markBytes) * NANOS / elapsed;
    if (elapsed >= WINDOW_NANOS) {
      bytesPerSecond = waits > markWaits ? seen : Math.max(seen, bytesPerSecond);
      markNanos = nowNanos;
      markBytes = readBytes;
      markWaits = waits;
    } else if (bytesPerSecond == 0) {
      bytesPerSecond = seen;
    }
  }

  /** How long the reader will need for {@code bytes}; for ever while it has taken nothing. */
  long nanosFor(long bytes) {
    return bytes == 0 ? 0 : (long) Math.min(Long.MAX_VALUE, bytes * NANOS / bytesPerSecond);
  }
}
