package io.novacron.client;

import java.time.Duration;

/**
 * How often, and after which pauses, something is tried again.
 *
 * @param attempts at least 1
 * @param first pause after the first attempt; doubled after each further one
 * @param longest bound of the pause
 */
record Backoff(int attempts, Duration first, Duration longest) {
  static final Backoff DEFAULT = new Backoff(4, Duration.ofMillis(100), Duration.ofSeconds(2));

  Backoff {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, got " + attempts);
    }
  }

  Backoff once() {
    return new Backoff(1, first, longest);
  }

  /**
   * Pause after the given attempt.
   *
   * @param attempt from 1
   * @param jitter 0 to 1: the pause lies between half and all of what the rule says, so that many
   *     clients do not come back at once
   */
  Duration after(int attempt, double jitter) {
    long doubled = first.toMillis() << Math.min(attempt - 1, 20);
    long millis = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(Math.round(millis * (1 + jitter) / 2));
  }
}
