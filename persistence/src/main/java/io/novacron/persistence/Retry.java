package io.novacron.persistence;

import java.time.Duration;
import org.apache.pekko.event.Logging;
import org.apache.pekko.stream.RestartSettings;

/** How streams that follow the journal are begun again. */
final class Retry {
  /** After 0.2 s, then later and later up to 5 s. Who restarts says so itself. */
  static final RestartSettings FOR_EVER =
      RestartSettings.create(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2)
          .withLogSettings(
              RestartSettings.LogSettings$.MODULE$
                  .defaultSettings()
                  .withLogLevel(Logging.DebugLevel())
                  .withCriticalLogLevel(Logging.DebugLevel(), Integer.MAX_VALUE));

  private Retry() {}
}
