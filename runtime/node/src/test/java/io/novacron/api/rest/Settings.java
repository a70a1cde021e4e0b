package io.novacron.api.rest;

import java.time.Duration;

/** Settings for the impatient. */
final class Settings {
  private Settings() {}

  static RestSettings quick(Duration answerTimeout) {
    return new RestSettings(
        answerTimeout, Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(1));
  }
}
