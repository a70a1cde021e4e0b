package io.novacron.agent;

import io.novacron.migration.Receipt;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * What the last migration from this host has put through: what its path can carry at least, since
 * the time that it counts includes the commit. Safe for threads.
 */
public final class PathRate {
  private static final Duration LASTS = Duration.ofHours(1);

  private record Measured(long bytesPerSecond, long nanos) {}

  private final LongSupplier clock;
  private volatile Measured last = new Measured(0, 0);

  /**
   * @param clock nanoseconds, monotonic
   */
  public PathRate(LongSupplier clock) {
    this.clock = clock;
  }

  /** Takes the bytes of a migration that has ended; nothing when its source knew of none. */
  void note(Receipt receipt) {
    if (receipt.wireBytes() > 0 && receipt.durationMillis() > 0) {
      last = new Measured(receipt.wireBytes() * 1000 / receipt.durationMillis(), clock.getAsLong());
    }
  }

  /** Bytes on the wire per second, above 0; empty when there was none within the last hour. */
  public OptionalLong bytesPerSecond() {
    Measured measured = last;
    boolean counts =
        measured.bytesPerSecond() > 0 && clock.getAsLong() - measured.nanos() < LASTS.toNanos();
    return counts ? OptionalLong.of(measured.bytesPerSecond()) : OptionalLong.empty();
  }
}
