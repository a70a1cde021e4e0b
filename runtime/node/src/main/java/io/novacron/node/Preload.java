package io.novacron.node;

import com.typesafe.config.ConfigFactory;
import org.slf4j.LoggerFactory;

/**
 * Reads what every start needs while the command line and the configuration are read: the settings
 * that libraries bring along, and the log's. Both are kept once they have been read.
 */
final class Preload {
  private Preload() {}

  static void begin() {
    aside(ConfigFactory::load);
    aside(LoggerFactory::getILoggerFactory);
  }

  private static void aside(Runnable reading) {
    Thread.ofPlatform().daemon().name("preload").start(reading);
  }
}
