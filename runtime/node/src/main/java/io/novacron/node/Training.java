package io.novacron.node;

import io.novacron.persistence.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    int artery = FreePort.find();
    return new NodeSettings(
        "train",
        "train",
        "127.0.0.1",
        new NodeSettings.Ports(artery, 0, FreePort.find(), 0),
        "127.0.0.1",
        folder,
        List.of("127.0.0.1:" + artery),
        DatabaseSettings.inFile(folder.resolve("novacron")),
        List.of("sim"),
        64,
        Map.of(),
        Optional.empty(),
        false);
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
