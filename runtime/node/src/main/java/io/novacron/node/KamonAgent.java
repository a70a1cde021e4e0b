package io.novacron.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.novacron.init.Reports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kamon.Kamon;
import scala.jdk.javaapi.FutureConverters;

/**
 * Kamon: figures of actors, mailboxes, dispatchers, sharding and the JVM, for Prometheus to fetch.
 * It changes classes as they are loaded, so it is attached before there is an actor system; its
 * server is a component like any other (docs/monitoring.md).
 */
final class KamonAgent {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration GOODBYE = Duration.ofSeconds(5);
  private static final String INSTRUMENT = "org.apache.pekko.remote.artery.KamonRemoteInstrument";

  private final Config config;
  private final InetSocketAddress address;

  /** One whose server is going to listen at {@code address}. */
  KamonAgent(InetSocketAddress address) {
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

  /** Attaches it to this JVM; takes seconds of processor time. */
  static void attach() {
    // Its Byte Buddy is older than this JVM's class files, which it can read all the same.
    System.setProperty("kanela.agent.libs.net.bytebuddy.experimental", "true");
    Kamon.attachInstrumentation();
  }

  /** {@code settings} of an actor system whose messages over the network are counted, too. */
  static Config instrumented(Config settings) {
    return settings.withValue(
        "pekko.remote.artery.advanced.instruments",
        ConfigValueFactory.fromIterable(List.of(INSTRUMENT)));
  }

  void start(Reports reports) {
    Kamon.initWithoutAttaching(config);
    if (!answers()) {
      stop();
      throw new IllegalStateException("nothing listens at " + address + " for Prometheus");
    }
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
}
