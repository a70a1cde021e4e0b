package io.novacron.dwcp.amst;

/**
 * How many bytes a second reach the sink at most, as BBR sees it
 * (draft-cheng-iccrg-delivery-rate-estimation, draft-ietf-ccwg-bbr): the largest of the rates
 * measured over single round trips within the last ten round trips or second. A rate measured while
 * the sender had nothing more to send says nothing against a larger one.
 */
public final class RateEstimator {
  private static final long SPAN_NANOS = 1_000_000_000L;
  private static final int SPAN_ROUNDS = 10;
  private static final int FLAT_ROUNDS = 3;

  private final WindowedMax max = new WindowedMax();
  private long deliveredBytes;
  private long roundEndBytes;
  private long plateau;
  private int flatRounds;

  /** Counts bytes that have reached the sink. */
  public void add(long bytes) {
    deliveredBytes += bytes;
  }

  /** Bytes that have reached the sink in all. */
  public long deliveredBytes() {
    return deliveredBytes;
  }

  /**
   * Measures over the flight of one frame that has just arrived.
   *
   * @param deliveredBefore {@link #deliveredBytes} when the frame left
   * @param elapsedNanos from then till now; too short a while (below the path's round trip) is left
   *     out, since it measures bursts
   * @param wantedMore whether the sender was held back by the window meanwhile
   */
  public void sample(
      long deliveredBefore,
      long elapsedNanos,
      long minRttNanos,
      long nowNanos,
      boolean wantedMore) {
    if (elapsedNanos <= 0 || elapsedNanos < minRttNanos) {
      return;
    }
    long rate = (long) ((deliveredBytes - deliveredBefore) * 1e9 / elapsedNanos);
    if (wantedMore || rate > max.get()) {
      max.add(rate, nowNanos, Math.max(SPAN_NANOS, SPAN_ROUNDS * minRttNanos));
    }
    if (wantedMore && deliveredBefore >= roundEndBytes) {
      endRound();
    }
  }

  /** The largest rate of late; 0 before the first sample. */
  public long bytesPerSecond() {
    return max.get();
  }

  /** Whether the rate still grew by a quarter in one of the last three round trips. */
  public boolean growing() {
    return flatRounds < FLAT_ROUNDS;
  }

  private void endRound() {
    roundEndBytes = deliveredBytes;
    if (growing()) {
      boolean grew = max.get() >= plateau + plateau / 4;
      plateau = grew ? max.get() : plateau;
      flatRounds = grew ? 0 : flatRounds + 1;
    }
  }
}
