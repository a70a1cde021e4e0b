package io.novacron.init;

import java.time.Duration;

/**
 * When a component that failed is tried again: after 1 s, 2 s and 4 s, and from then on, in the
 * background, every 8, 16 and at last 30 s. A tenth of it is left to chance, so that the nodes of a
 * cluster do not all come at once.
 */
final class RetryRule {
  /** Attempts during which the boot waits for it, the first one included. */
  static final int ATTEMPTS = 4;

  /** After so long up, what was tried before does not count any more. */
  static final Duration STABLE = Duration.ofMinutes(1);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final double JITTER = 0.1;

  private RetryRule() {}

  /**
   * How long after attempt {@code failed}.
   *
   * @param chance 0 to 1
   */
  static Duration after(int failed, double chance) {
    long millis = FIRST.toMillis() << Math.min(failed - 1, 10);
    double bounded = Math.min(millis, LONGEST.toMillis());
    return Duration.ofMillis(Math.round(bounded * (1 + JITTER * (2 * chance - 1))));
  }
}
