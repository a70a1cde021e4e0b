package io.novacron.dwcp.mode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;

/** How far a finding is to be believed. In whole hundredths, so that limits are met exactly. */
final class Weighing {
  /** Round trips to all peers, however near to a limit: enough by themselves. */
  private static final int MEASURED = 85;

  /** More, when they are a quarter or more away from the limit. */
  private static final int CLEAR = 5;

  private static final double CLEAR_RATIO = 1.25;

  /** For each device or rate that speaks for what the round trips speak for. */
  private static final int AGREES = 5;

  /** For each that speaks against it: one is too much, whatever else speaks for it. */
  private static final int CONTRADICTS = 25;

  /** An RDMA device is found in data centres, but says nothing of where the peers are. */
  private static final int RDMA_ALONE = 40;

  private static final long FAST_LINK_BITS = 10_000_000_000L;
  private static final long SLOW_LINK_BITS = 1_000_000_000L;

  /** A gigabit: what is carried at this rate is hardly carried by the internet. */
  private static final long FAST_BYTES = 125_000_000L;

  private static final double NANOS_PER_MILLI = 1e6;

  private final Evidence evidence;
  private final List<PeerRtt> measured;
  private final Mode found;
  private final List<String> reasons = new ArrayList<>();

  Weighing(Evidence evidence, List<PeerRtt> measured, Mode found) {
    this.evidence = evidence;
    this.measured = measured;
    this.found = found;
  }

  List<String> reasons() {
    return reasons;
  }

  /** 0 to 100; notes the reasons. */
  int percent() {
    reasons.clear();
    return measured.isEmpty() ? unmeasured() : share(Math.min(100, weighed()));
  }

  private int unmeasured() {
    reasons.add(
        evidence.peers().isEmpty()
            ? "there is no peer to measure"
            : "none of " + evidence.peers().size() + " peers answered often enough");
    if (evidence.machine().rdma()) {
      reasons.add("an RDMA device alone does not say where peers are");
      return RDMA_ALONE;
    }
    return 0;
  }

  private int weighed() {
    LongSummaryStatistics rtts = ModeJudge.rtts(measured);
    reasons.add(
        String.format(
            Locale.ROOT,
            "round trips to %d of %d peers take %.2f to %.2f ms: %s",
            measured.size(),
            evidence.peers().size(),
            rtts.getMin() / NANOS_PER_MILLI,
            rtts.getMax() / NANOS_PER_MILLI,
            found.word()));
    return MEASURED + clarity(rtts) + rdma() + link() + carried();
  }

  /** How far the nearest limit is that would make it another mode. */
  private int clarity(LongSummaryStatistics rtts) {
    double ratio =
        switch (found) {
          case DATACENTER -> (double) ModeJudge.NEAR_NANOS / rtts.getMax();
          case INTERNET -> (double) rtts.getMin() / ModeJudge.FAR_NANOS;
          case HYBRID ->
              Math.min(
                  (double) rtts.getMax() / ModeJudge.NEAR_NANOS,
                  (double) ModeJudge.FAR_NANOS / rtts.getMin());
        };
    double share = Math.clamp((ratio - 1) / (CLEAR_RATIO - 1), 0, 1);
    return (int) Math.round(CLEAR * share);
  }

  private int rdma() {
    return evidence.machine().rdma() ? nearness("there is an RDMA device") : 0;
  }

  private int link() {
    if (evidence.machine().linkBitsPerSecond().isEmpty()) {
      return 0;
    }
    long bits = evidence.machine().linkBitsPerSecond().getAsLong();
    String link = "the fastest link is set to " + bits / 1_000_000 + " Mbit/s";
    if (found == Mode.DATACENTER && bits < SLOW_LINK_BITS) {
      reasons.add(link + ", which speaks against it");
      return -CONTRADICTS;
    }
    return found == Mode.DATACENTER && bits >= FAST_LINK_BITS ? nearness(link) : 0;
  }

  /** Little speaks against nothing: a sender may have had little to send. */
  private int carried() {
    long bytes = evidence.carriedBytesPerSecond().orElse(0);
    return bytes >= FAST_BYTES
        ? nearness("a migration achieved " + bytes * 8 / 1_000_000 + " Mbit/s")
        : 0;
  }

  /** Something that is at home in data centres. */
  private int nearness(String what) {
    return switch (found) {
      case DATACENTER -> {
        reasons.add(what + ", which speaks for it");
        yield AGREES;
      }
      case INTERNET -> {
        reasons.add(what + ", which speaks against it");
        yield -CONTRADICTS;
      }
      case HYBRID -> 0;
    };
  }

  /** Peers that do not answer may be anywhere. */
  private int share(int percent) {
    int all = evidence.peers().size();
    if (measured.size() < all) {
      reasons.add((all - measured.size()) + " of " + all + " peers did not answer often enough");
    }
    return percent * measured.size() / all;
  }
}
