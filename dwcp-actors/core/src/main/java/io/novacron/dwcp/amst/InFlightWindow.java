package io.novacron.dwcp.amst;

import java.time.Duration;

/**
 * How many bytes may be between source and sink. A hypervisor takes the reader of its stream for
 * the link; whatever has been read and is not in the sink when the guest stops makes the guest
 * stand still for longer. So the window is
 *
 * <pre>  rate x (shortest round trip + headroom),  headroom = allowed pause x fraction</pre>
 *
 * never less than a floor of a few frames and never more than a cap of memory; the headroom is at
 * least a quarter of the round trip, without which the link would not be filled. While the rate is
 * still growing the round trip counts twice (BBR's startup), so in its first second or two a
 * transfer may have up to twice as much in flight as later. Two such windows are kept, since a link
 * carries compressed bytes and a sink takes raw ones; a sender keeps to both.
 *
 * <p>What stands in queues makes round trips longer, which would feed the window; so, once the
 * shortest one has not been seen for ten seconds, three quarters of a bandwidth-delay product are
 * sent for one round trip, and what is measured then is believed.
 */
public final class InFlightWindow {
  private static final long LEAST_HEADROOM_NANOS = 2_000_000;
  private static final long PROBE_LEAST_BYTES = 32 * 1024;
  private static final int PROBE_SAMPLES = 4;

  private final long floorBytes;
  private final double fraction;
  private final RttEstimator rtt = new RttEstimator();
  private final RateEstimator raw = new RateEstimator();
  private final RateEstimator wire = new RateEstimator();
  private long capBytes;
  private long pauseNanos;
  private long arrivedNanos;
  private long arrivedSentNanos;
  private long heldBackNanos = Long.MIN_VALUE;
  private int probeSamples = -1;
  private long probeStartNanos;
  private long probeMinNanos;

  /**
   * What the sender knew when a frame left.
   *
   * @param sentNanos by the sender's clock
   * @param rawBytes raw bytes in the sink by then
   * @param wireBytes the same as they were on the wire
   * @param arrivedNanos when the last of them arrived, by the receiver's clock; 0 if none had
   * @param arrivedSentNanos when that one had left, by the sender's clock
   */
  public record Mark(
      long sentNanos, long rawBytes, long wireBytes, long arrivedNanos, long arrivedSentNanos) {}

  /**
   * @param floorBytes at least this much, whatever is measured
   * @param capBytes at most this much
   * @param allowedPause for which the guest may stand still
   * @param fraction share of it that the bytes in flight may take, 0 .. 1
   */
  public InFlightWindow(long floorBytes, long capBytes, Duration allowedPause, double fraction) {
    this.floorBytes = floorBytes;
    this.capBytes = capBytes;
    this.fraction = fraction;
    this.pauseNanos = allowedPause.toNanos();
  }

  /** Changes the pause that is allowed; the window follows at once. */
  public void allowPause(Duration allowedPause) {
    pauseNanos = allowedPause.toNanos();
  }

  /** The other side can keep no more than {@code bytes}. */
  public void capTo(long bytes) {
    capBytes = Math.min(capBytes, bytes);
  }

  /** A frame leaves. */
  public Mark sent(long nowNanos) {
    return new Mark(
        nowNanos, raw.deliveredBytes(), wire.deliveredBytes(), arrivedNanos, arrivedSentNanos);
  }

  /** The sender has more to send than the window allows. */
  public void heldBack(long nowNanos) {
    heldBackNanos = nowNanos;
  }

  /** Counts a frame that is in the sink. */
  public void arrived(int rawBytes, int wireBytes) {
    raw.add(rawBytes);
    wire.add(wireBytes);
  }

  /**
   * Measures by the last of the frames counted, one that was sent only once.
   *
   * @param receiverNanos when it was written into the sink, by the receiver's clock
   */
  public void measure(Mark mark, long receiverNanos, long nowNanos) {
    sampleRtt(mark, Math.max(1, nowNanos - mark.sentNanos()), nowNanos);
    boolean wantedMore = heldBackNanos >= mark.sentNanos() && probeSamples < 0;
    long elapsed = elapsedNanos(mark, receiverNanos, nowNanos);
    raw.sample(mark.rawBytes(), elapsed, rtt.minNanos(), nowNanos, wantedMore);
    wire.sample(mark.wireBytes(), elapsed, rtt.minNanos(), nowNanos, wantedMore);
    arrivedNanos = receiverNanos;
    arrivedSentNanos = mark.sentNanos();
  }

  /** Most raw bytes that may be in flight. */
  public long rawBytes() {
    return limit(raw);
  }

  /** Most bytes on the wire that may be in flight. */
  public long wireBytes() {
    return limit(wire);
  }

  /** The path without queues; 0 before the first measurement. */
  public long minRttNanos() {
    return rtt.minNanos();
  }

  /** What a frame takes lately, queues included; 0 before the first measurement. */
  public long smoothedRttNanos() {
    return rtt.smoothedNanos();
  }

  private long limit(RateEstimator rate) {
    if (probeSamples >= 0) {
      return Math.min(capBytes, Math.max(PROBE_LEAST_BYTES, times(rate, 3 * rtt.minNanos() / 4)));
    }
    long path = rate.growing() ? 2 * rtt.minNanos() : rtt.minNanos();
    return Math.min(capBytes, Math.max(floorBytes, times(rate, path + headroomNanos())));
  }

  private long headroomNanos() {
    long allowed = (long) (pauseNanos * fraction);
    return Math.max(Math.max(LEAST_HEADROOM_NANOS, rtt.minNanos() / 4), allowed);
  }

  private static long times(RateEstimator rate, long nanos) {
    return (long) (rate.bytesPerSecond() * (nanos / 1e9));
  }

  /** The longer of the two sides' views: bursts on either side would look like a faster link. */
  private long elapsedNanos(Mark mark, long receiverNanos, long nowNanos) {
    if (mark.arrivedNanos() == 0) {
      return nowNanos - mark.sentNanos();
    }
    long arriving = receiverNanos - mark.arrivedNanos();
    return Math.max(arriving, mark.sentNanos() - mark.arrivedSentNanos());
  }

  private void sampleRtt(Mark mark, long rttNanos, long nowNanos) {
    rtt.sample(rttNanos, nowNanos);
    if (probeSamples < 0 && rtt.stale(nowNanos)) {
      probeSamples = 0;
      probeStartNanos = nowNanos;
      probeMinNanos = Long.MAX_VALUE;
    } else if (probeSamples >= 0 && mark.sentNanos() > probeStartNanos) {
      probe(rttNanos, nowNanos);
    }
  }

  private void probe(long rttNanos, long nowNanos) {
    probeMinNanos = Math.min(probeMinNanos, rttNanos);
    if (++probeSamples >= PROBE_SAMPLES) {
      rtt.restart(probeMinNanos, nowNanos);
      probeSamples = -1;
    }
  }
}
