package io.novacron.node;

import io.novacron.config.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Starts a node of its own, waits until it is ready and ends it, so that the JVM sees which classes
 * a start needs and can keep them in its cache (JEP 483).
 */
final class Training {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

  private Training() {}

  static int run() {
    Path folder = folder();
    try (Node node = Node.start(settings(folder))) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!node.isReady() && System.nanoTime() < deadline) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      return node.isReady() ? 0 : 1;
    } finally {
      delete(folder);
    }
  }

  private static NodeSettings settings(Path folder) {
    return NodeSettings.of(
        Sources.of(
            Map.of(
                "system.id",
                "train",
                "system.data",
                folder.toString(),
                "system.ports.cluster",
                String.valueOf(FreePort.find()),
                "system.ports.management",
                String.valueOf(FreePort.find()),
                "system.ports.rest",
                "0",
                "system.ports.events",
                "0",
                "system.ports.transfer",
                "0",
                "hypervisor.drivers",
                "sim",
                "hypervisor.memory-mib",
                "64")));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("novacron-train");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
