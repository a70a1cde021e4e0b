package io.novacron.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.novacron.config.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How severe a message has to be for the log. */
final class LogLevel {
  static final String KEY = "monitoring.log.level";

  private LogLevel() {}

  /** Of all loggers that have no level of their own. Does nothing under another logging library. */
  static void apply(Configuration configuration) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context
          .getLogger(Logger.ROOT_LOGGER_NAME)
          .setLevel(Level.toLevel(configuration.text(KEY), Level.INFO));
    }
  }
}
