package io.novacron.doctor;

import java.time.Duration;
import java.time.Instant;

/** What a clock's error means. Certificates and the order of writes of several sites lean on it. */
final class ClockJudgement {
  private static final String NAME = "clock";
  private static final String REMEDY =
      "Set it and keep it set: apt-get install -y chrony && chronyc makestep";

  /** No NovaCron is older. */
  private static final Instant EARLIEST = Instant.parse("2025-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
  private static final Duration NOTED = Duration.ofMillis(500);
  private static final Duration HARMFUL = Duration.ofSeconds(60);

  private ClockJudgement() {}

  /**
   * @param written when the newest of our files was, by this clock
   */
  static Finding plausible(Instant now, Instant written) {
    if (now.isBefore(EARLIEST) || now.isAfter(LATEST)) {
      return Finding.fault(NAME, "it is " + now + " here, which cannot be", REMEDY);
    }
    Duration ahead = Duration.between(now, written);
    return ahead.compareTo(HARMFUL) > 0
        ? Finding.fault(
            NAME,
            now + ", though files of this node are of " + written + " already",
            REMEDY + "; if it is right, correct those files: touch them")
        : Finding.ok(NAME, now.toString());
  }

  /**
   * @param offset how much later it is at {@code reference} than here
   */
  static Finding against(String reference, Duration offset) {
    String measured = describe(offset) + " " + reference;
    if (offset.abs().compareTo(HARMFUL) > 0) {
      return Finding.fault(NAME, measured, REMEDY);
    }
    return offset.abs().compareTo(NOTED) > 0
        ? Finding.warning(NAME, measured, REMEDY)
        : Finding.ok(NAME, measured);
  }

  private static String describe(Duration offset) {
    return offset.abs().toMillis() + (offset.isNegative() ? " ms ahead of" : " ms behind");
  }
}
