package io.novacron.dwcp.amst;

/**
 * Bytes per second of late, for people to look at: every byte counts for less and less as it ages,
 * with a time constant of one second.
 */
public final class Goodput {
  private static final double SPAN_NANOS = 1e9;

  private double bytesPerSecond;
  private long lastNanos;

  /** Counts {@code bytes} at {@code nowNanos}. */
  public void add(long bytes, long nowNanos) {
    bytesPerSecond = faded(nowNanos) + bytes;
    lastNanos = nowNanos;
  }

  /** The rate at {@code nowNanos}. */
  public long bytesPerSecond(long nowNanos) {
    return (long) faded(nowNanos);
  }

  private double faded(long nowNanos) {
    return bytesPerSecond * Math.exp(-Math.max(0, nowNanos - lastNanos) / SPAN_NANOS);
  }
}
