package io.novacron.dwcp.amst;

/**
 * Round trips from a frame's first byte on the wire to the word that the frame is in the sink: the
 * smallest, which is the path without queues, and a smoothed one (RFC 6298's gain of 1/8).
 */
public final class RttEstimator {
  /** After this the smallest is doubted, since a path may have become longer. */
  static final long STALE_NANOS = 10_000_000_000L;

  private long minNanos;
  private long smoothedNanos;
  private long seenNanos;

  /** Takes a measurement, nanoseconds above 0; a frame that was sent twice gives none. */
  public void sample(long rttNanos, long nowNanos) {
    smoothedNanos = smoothedNanos == 0 ? rttNanos : (7 * smoothedNanos + rttNanos) / 8;
    if (minNanos == 0 || rttNanos < minNanos) {
      restart(rttNanos, nowNanos);
    } else if (rttNanos <= minNanos + minNanos / 16) {
      seenNanos = nowNanos;
    }
  }

  /** Believes {@code rttNanos} to be the path without queues, even if smaller ones were seen. */
  public void restart(long rttNanos, long nowNanos) {
    minNanos = rttNanos;
    seenNanos = nowNanos;
  }

  /** The path without queues; 0 before the first sample. */
  public long minNanos() {
    return minNanos;
  }

  /** What a frame takes lately; 0 before the first sample. */
  public long smoothedNanos() {
    return smoothedNanos;
  }

  /** Whether nothing near the smallest has been seen for ten seconds. */
  public boolean stale(long nowNanos) {
    return minNanos > 0 && nowNanos - seenNanos > STALE_NANOS;
  }
}
