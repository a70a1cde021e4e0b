package io.novacron.node;

import io.novacron.config.Sources;
import io.novacron.init.Health;
import io.novacron.weave.JarClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts a node of its own, asks it what nodes are asked first and ends it, so that the JVM sees
 * which classes that needs and can keep them in its cache (JEP 483). Whatever it does not see here
 * is read from jars, and checked, at every start.
 */
final class Training {
  private static final String ID = "train";

  /** Its driver, and what migrates it. */
  private static final List<String> POSTGRESQL =
      List.of("org/postgresql/", "org/flywaydb/database/postgresql/");

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LIFE = Duration.ofSeconds(2);
  private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

  private Training() {}

  /** What a node is like that is going to start with the cache. */
  enum Kind {
    /** As anybody gets it who says nothing. */
    ALONE,
    /** With TLS, a cache and a PostgreSQL. */
    SITE,
    /** The same, measured by Kamon. */
    KAMON;

    /**
     * The one that is called so.
     *
     * @throws WrongCommandException when there is none
     */
    static Kind named(@Nullable String name) {
      return name == null
          ? ALONE
          : Stream.of(values())
              .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
              .findFirst()
              .orElseThrow(() -> new WrongCommandException("--train: no such kind: " + name));
    }
  }

  /**
   * Runs it to its end. No PostgreSQL can be had here, so the classes of its driver are only
   * loaded.
   *
   * @return 0, or 1 when the node did not come up with all that it should have
   */
  static int run(Kind kind) {
    Path folder = folder();
    try {
      return kind == Kind.ALONE ? live(folder, Map.of()) : site(folder, kind == Kind.KAMON);
    } finally {
      delete(folder);
    }
  }

  private static int site(Path folder, boolean kamon) {
    try (var redis = TrainingRedis.open()) {
      JarClasses.load(POSTGRESQL);
      return live(
          folder,
          Map.of(
              "security.tls",
              "on",
              "cache.url",
              "redis://127.0.0.1:" + redis.port(),
              "monitoring.kamon.enabled",
              String.valueOf(kamon)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int live(Path folder, Map<String, String> more) {
    NodeSettings settings = settings(folder, more);
    try (Node node = Node.start(settings)) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!node.isReady() && System.nanoTime() < deadline) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      ask(node, settings, folder);
      // Members gossip, lists follow and the host is reported on: all of that at least once.
      LockSupport.parkNanos(LIFE.toNanos());
      return isWhole(node.health()) ? 0 : 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As an orchestrator does, where it may, and a user. */
  private static void ask(Node node, NodeSettings settings, Path folder) throws IOException {
    if (node.api().startsWith("http:")) {
      var _ = TrainingUser.at(settings.ports().management()).get("/ready");
    }
    TrainingUser.of(node.api(), folder.resolve("tls").resolve(ID)).use();
  }

  /** A cache made without the component that it is for would be of no use. */
  private static boolean isWhole(Health health) {
    return health.booted()
        && health.checks().stream().allMatch(check -> check.state() == Health.State.OK);
  }

  /** What is not said here is as for anybody who says nothing: that has to be seen, too. */
  private static NodeSettings settings(Path folder, Map<String, String> more) {
    Map<String, String> values = new HashMap<>(more);
    values.put("system.id", ID);
    values.put("system.data", folder.toString());
    values.put("system.ports.cluster", String.valueOf(FreePort.find()));
    values.put("system.ports.management", String.valueOf(FreePort.find()));
    values.put("system.ports.rest", "0");
    values.put("system.ports.events", "0");
    values.put("system.ports.transfer", "0");
    values.put("monitoring.prometheus.port", String.valueOf(FreePort.find()));
    return NodeSettings.of(Sources.of(values));
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
