package io.novacron.node;

import io.novacron.config.Configuration;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a node logs.
 *
 * @param json whether each message is a line of JSON; else text for people
 * @param folder of log files besides standard error
 * @param maxMiB that log files take together, 1 or more
 */
record LogSettings(boolean json, Optional<Path> folder, int maxMiB) {
  static LogSettings of(Configuration configuration) {
    return new LogSettings(
        configuration.text("monitoring.log.format").equals("json"),
        configuration.path("monitoring.log.folder"),
        configuration.integer("monitoring.log.max-mib"));
  }
}
