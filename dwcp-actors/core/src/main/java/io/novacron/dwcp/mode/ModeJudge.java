package io.novacron.dwcp.mode;

import io.novacron.dwcp.mode.ModeDecision.Origin;
import java.util.Collection;
import java.util.Optional;

/**
 * Judges the mode (ADR 11). A peer is near below 10 ms of round trip and far beyond 50 ms. When all
 * are near it is a datacenter, when all are far the internet, and everything else is hybrid. How
 * sure that is depends on how clearly each peer is on its side: a round trip twice as long or as
 * short as the threshold is as clear as can be, one at the threshold is worth a coin. Peers that
 * were not measured take their share of it away.
 */
public final class ModeJudge {
  /** Below that it stays hybrid. */
  public static final double SURE = 0.8;

  /** Round trips below are near. */
  public static final long NEAR_NANOS = 10_000_000;

  /** Round trips beyond are far. */
  public static final long FAR_NANOS = 50_000_000;

  /**
   * Who has such a device has a datacenter's network; who is far away nevertheless, is a riddle.
   */
  private static final double RDMA = 0.1;

  private ModeJudge() {}

  /** The mode by {@code evidence}, or {@code override} if there is one. */
  public static ModeDecision decide(Optional<Mode> override, Evidence evidence) {
    return override
        .map(mode -> new ModeDecision(mode, mode, 1, Origin.OVERRIDE, evidence))
        .orElseGet(() -> measured(evidence));
  }

  private static ModeDecision measured(Evidence evidence) {
    Mode likely = likely(evidence.roundTripNanos().values());
    double confidence = confidence(likely, evidence);
    return confidence < SURE
        ? new ModeDecision(Mode.HYBRID, likely, confidence, Origin.UNSURE, evidence)
        : new ModeDecision(likely, likely, confidence, Origin.MEASURED, evidence);
  }

  private static Mode likely(Collection<Long> roundTrips) {
    if (roundTrips.isEmpty()) {
      return Mode.HYBRID;
    }
    if (roundTrips.stream().allMatch(nanos -> nanos < NEAR_NANOS)) {
      return Mode.DATACENTER;
    }
    return roundTrips.stream().allMatch(nanos -> nanos > FAR_NANOS) ? Mode.INTERNET : Mode.HYBRID;
  }

  private static double confidence(Mode likely, Evidence evidence) {
    if (evidence.roundTripNanos().isEmpty()) {
      return 0;
    }
    double clear =
        evidence.roundTripNanos().values().stream()
            .mapToDouble(ModeJudge::clearness)
            .min()
            .orElseThrow();
    double measured = (double) evidence.roundTripNanos().size() / evidence.peers();
    return Math.clamp(measured * (0.5 + clear / 2) + ofDevice(likely, evidence.rdma()), 0, 1);
  }

  private static double ofDevice(Mode likely, boolean rdma) {
    if (!rdma || likely == Mode.HYBRID) {
      return 0;
    }
    return likely == Mode.DATACENTER ? RDMA : -2 * RDMA;
  }

  /** 0 at a threshold, 1 at half or twice of it and farther away. */
  private static double clearness(long nanos) {
    return Math.min(octaves(nanos, NEAR_NANOS), octaves(nanos, FAR_NANOS));
  }

  private static double octaves(long nanos, long threshold) {
    double ratio = Math.max((double) nanos, 1) / threshold;
    return Math.min(Math.abs(Math.log(ratio) / Math.log(2)), 1);
  }
}
