package io.novacron.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.novacron.init.Reports;
import io.novacron.weave.Woven;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kamon.Kamon;
import scala.jdk.javaapi.FutureConverters;

/**
 * Kamon: figures of actors, mailboxes, dispatchers, sharding and the JVM, for Prometheus to fetch.
 * Pekko's classes that measure are made when this is built and taken before there is an actor
 * system; Kamon's server is a component like any other (docs/monitoring.md).
 */
final class KamonPart {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration GOODBYE = Duration.ofSeconds(5);
  private static final String INSTRUMENT = "org.apache.pekko.remote.artery.KamonRemoteInstrument";

  private final Config config;
  private final InetSocketAddress address;

  /** One whose server is going to listen at {@code address}. */
  KamonPart(InetSocketAddress address) {
    this.address = address;
    this.config =
        ConfigFactory.parseMap(
                Map.of(
                    "kamon.prometheus.embedded-server.hostname",
                    address.getHostString(),
                    "kamon.prometheus.embedded-server.port",
                    address.getPort()))
            .withFallback(ConfigFactory.load());
  }

  /**
   * Has this JVM use classes that measure, for all nodes that ever start in it; before there is an
   * actor system.
   *
   * @return whether it does: not when somebody else's actor system was here first
   */
  static boolean weave() {
    return Classes.TROUBLE.isEmpty();
  }

  /** {@code settings} of an actor system whose messages over the network are counted, too. */
  static Config instrumented(Config settings) {
    return weave()
        ? settings.withValue(
            "pekko.remote.artery.advanced.instruments",
            ConfigValueFactory.fromIterable(List.of(INSTRUMENT)))
        : settings;
  }

  void start(Reports reports) {
    Kamon.initWithoutAttaching(config);
    if (!answers()) {
      stop();
      throw new IllegalStateException("nothing listens at " + address + " for Prometheus");
    }
    Classes.TROUBLE.ifPresent(reports::ailing);
  }

  private boolean answers() {
    try (var socket = new Socket()) {
      socket.connect(address, Math.toIntExact(LOOK.toMillis()));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  void stop() {
    FutureConverters.asJava(Kamon.stop())
        .toCompletableFuture()
        .orTimeout(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(_ -> null)
        .join();
  }

  /** What the whole JVM has, from the first time on that somebody asks. */
  private static final class Classes {
    static final Optional<String> TROUBLE = trouble();

    private static Optional<String> trouble() {
      try {
        Woven.take();
        return Optional.empty();
      } catch (RuntimeException e) {
        return Optional.of(
            "figures of the JVM only, none of actors: "
                + e.getMessage()
                + " (docs/monitoring.md, \"Which cache\")");
      }
    }
  }
}
