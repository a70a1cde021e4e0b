package io.novacron.bench;

import java.nio.file.Path;
import java.util.List;

/** Conditions under which boots are timed. */
enum BootProfile {
  /** A node with nothing around it: an H2 file of its own. */
  EMBEDDED {
    @Override
    BootStage open(Path folder, Cleanup cleanup) {
      return new NodeStage(NodeStage.Around.embedded(folder), false, List.of());
    }
  },
  /** The same with Kamon: what that costs at a start is the difference. */
  KAMON {
    @Override
    BootStage open(Path folder, Cleanup cleanup) {
      return new NodeStage(NodeStage.Around.embedded(folder), false, NodeStage.kamon());
    }
  },
  /** A node with all that a node can have, its database and cache 20 ms away. */
  PRODUCTION {
    @Override
    BootStage open(Path folder, Cleanup cleanup) {
      return ProductionStage.open(folder, cleanup);
    }
  },
  /** The boot itself, over stand-ins that take as long as the specification allows for. */
  SLOW {
    @Override
    BootStage open(Path folder, Cleanup cleanup) {
      return new SlowStage();
    }
  };

  /** Those that are timed unless others are asked for. */
  static final List<BootProfile> USUAL = List.of(EMBEDDED, PRODUCTION, SLOW);

  /** As it is called in results. */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * Sets up what its processes need; what has to be ended goes to {@code cleanup}.
   *
   * @throws RuntimeException when something is missing here
   */
  abstract BootStage open(Path folder, Cleanup cleanup);
}
