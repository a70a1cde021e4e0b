package io.novacron.bench;

import java.time.Duration;

/**
 * How much vm-ops does.
 *
 * @param inFlight operations at once, in all
 * @param ramp in which they are reached
 * @param warmUp after that, not measured
 * @param measured after that, and as long for each peer
 * @param half for which half of the saturation throughput is offered, its own warm-up included
 */
record VmOpsPlan(int inFlight, Duration ramp, Duration warmUp, Duration measured, Duration half) {
  private static final int WARM_UP_SHARE = 4;
  private static final int RAMP_SHARE = 5;
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final int FEW = 4;

  /** For each type of entity, so that every shard of it has a home before it is measured. */
  Load.Plan first() {
    Duration some = ramp.compareTo(FIRST) < 0 ? ramp : FIRST;
    return new Load.Plan(Math.min(FEW, inFlight), Duration.ZERO, some, Duration.ZERO);
  }

  Load.Plan saturation() {
    return new Load.Plan(inFlight, ramp, warmUp, measured);
  }

  /** The nodes are warm by now, so that peers get to speed sooner. */
  Load.Plan peer() {
    return new Load.Plan(inFlight, ramp.dividedBy(RAMP_SHARE), warmUp, measured);
  }

  Load.Plan paced() {
    Duration settling = half.dividedBy(WARM_UP_SHARE);
    return new Load.Plan(inFlight, Duration.ZERO, settling, half.minus(settling));
  }
}
