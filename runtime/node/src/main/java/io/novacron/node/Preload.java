package io.novacron.node;

import com.typesafe.config.ConfigFactory;

/**
 * Reads what every start needs while the command line and the configuration are read: the settings
 * that libraries bring along, which are kept once they have been read.
 */
final class Preload {
  private Preload() {}

  static void begin() {
    Thread.ofPlatform().daemon().name("preload").start(ConfigFactory::load);
  }
}
