package io.novacron.node;

import io.novacron.config.Configuration;
import java.time.Duration;

/**
 * What the database forgets: docs/adr/0012-what-is-forgotten.md.
 *
 * @param events after which an event that nobody reads may go; zero for never
 * @param snapshots how many of each entity stay, at least 1
 * @param interval between two clean-ups of the cluster
 */
record RetentionSettings(Duration events, int snapshots, Duration interval) {
  static RetentionSettings of(Configuration configuration) {
    return new RetentionSettings(
        Duration.ofDays(configuration.integer("database.retention.events-days")),
        configuration.integer("database.retention.snapshots"),
        Duration.ofMinutes(configuration.integer("database.retention.interval-minutes")));
  }
}
