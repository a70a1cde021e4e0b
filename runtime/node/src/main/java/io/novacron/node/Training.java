package io.novacron.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.client.NovaCronClient;
import io.novacron.client.resource.CreateVm;
import io.novacron.config.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Starts a node of its own, asks it what nodes are asked first and ends it, so that the JVM sees
 * which classes that needs and can keep them in its cache (JEP 483). Whatever it does not see here
 * is read from jars, and checked, at every start.
 */
final class Training {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LIFE = Duration.ofSeconds(2);
  private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

  private Training() {}

  /**
   * Runs it to its end.
   *
   * @param kamon whether Kamon measures that node: the cache does not hold classes that it replaces
   * @return 0, or 1 when the node did not come up
   */
  static int run(boolean kamon) {
    Path folder = folder();
    NodeSettings settings = settings(folder, kamon);
    try (Node node = Node.start(settings)) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!node.isReady() && System.nanoTime() < deadline) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      ask("http://127.0.0.1:" + settings.ports().management() + "/ready");
      use(node.api());
      // Members gossip, lists follow and the host is reported on: all of that at least once.
      LockSupport.parkNanos(LIFE.toNanos());
      return node.isReady() ? 0 : 1;
    } finally {
      delete(folder);
    }
  }

  /** As probes do. */
  private static void ask(String uri) {
    try (var answer = URI.create(uri).toURL().openStream()) {
      answer.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void use(String api) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.put("driver", "sim").put("memoryMiB", 8);
    try (var client = NovaCronClient.at(api)) {
      var _ = client.boot();
      var _ = client.nodes().list();
      var _ = client.vms().create(new CreateVm("train", spec, Map.of()));
      var _ = client.operations().await(client.vms().start("train", null).id(), PATIENCE);
      var _ = client.vms().get("train");
    }
  }

  /** What is not said here is as for anybody who says nothing: that has to be seen, too. */
  private static NodeSettings settings(Path folder, boolean kamon) {
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
                "monitoring.prometheus.port",
                String.valueOf(FreePort.find()),
                "monitoring.kamon.enabled",
                String.valueOf(kamon))));
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
