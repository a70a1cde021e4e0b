package io.novacron.dwcp.hde;

/**
 * What went into each level and what came out of it, and the CPU time that took: counted, not
 * estimated. What came out of all levels, with {@link #framing}, is what was sent.
 */
public final class Ledger {
  private final long[] in = new long[Level.count()];
  private final long[] out = new long[Level.count()];
  private final long[] nanos = new long[Level.count()];
  private long framing;
  private long changed;
  private long digestNanos;

  void in(Level level, long bytes) {
    in[level.code()] += bytes;
  }

  void out(Level level, long bytes) {
    out[level.code()] += bytes;
  }

  void cpu(Level level, long more) {
    nanos[level.code()] += more;
  }

  void changed(long bytes) {
    changed += bytes;
  }

  void framed(long bytes) {
    framing += bytes;
  }

  void digested(long more) {
    digestNanos += more;
  }

  /** Bytes of the image that {@code level} settled. */
  public long in(Level level) {
    return in[level.code()];
  }

  /** Bytes that were sent for them; delta and similar share streams, split by what went in. */
  public long out(Level level) {
    return out[level.code()];
  }

  /** CPU time of {@code level}, that for what it could not settle included; nanoseconds. */
  public long cpuNanos(Level level) {
    return nanos[level.code()];
  }

  /**
   * Bytes of pages that are neither zero nor as they were in the base: what had to be sent somehow.
   */
  public long changed() {
    return changed;
  }

  /** Bytes of frame headers, and of what says which page is of which level. */
  public long framing() {
    return framing;
  }

  /** CPU time of the digests that prove the result; nanoseconds. */
  public long digestNanos() {
    return digestNanos;
  }

  /** All bytes that were sent. */
  public long sent() {
    long sum = framing;
    for (long bytes : out) {
      sum += bytes;
    }
    return sum;
  }
}
