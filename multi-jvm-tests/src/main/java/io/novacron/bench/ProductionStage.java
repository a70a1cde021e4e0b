package io.novacron.bench;

import io.novacron.multijvm.DatabaseProcess;
import io.novacron.multijvm.EmulatedLink;
import io.novacron.multijvm.Ports;
import io.novacron.multijvm.link.LinkProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import redis.embedded.RedisServer;

/** PostgreSQL and Redis, each behind a link of its own; TLS and Kamon on. */
final class ProductionStage {
  private static final String HERE = "here";

  /** A gigabit per second: what is slow is the way, not the width. */
  private static final LinkProfile LINK =
      new LinkProfile("20 ms", 125_000_000, Duration.ofMillis(20), 0, Duration.ZERO);

  private ProductionStage() {}

  static BootStage open(Path folder, Cleanup cleanup) {
    DatabaseProcess database = DatabaseKind.POSTGRESQL.start(folder.resolve("database"));
    cleanup.add(database);
    int cache = link(redis(cleanup), cleanup);
    var around =
        new NodeStage.Around(
            behindLink(database.url(), cleanup), database.user(), database.passwordFile());
    return new NodeStage(around, true, settings(cache, Ports.free(1).getFirst()));
  }

  /** The one place that says what makes a node a production one. */
  private static List<String> settings(int cachePort, int metricsPort) {
    return List.of(
        "--set",
        "cache.url=redis://127.0.0.1:" + cachePort,
        "--set",
        "security.tls=on",
        "--set",
        "monitoring.kamon.enabled=true",
        "--set",
        "monitoring.prometheus.port=" + metricsPort);
  }

  private static int redis(Cleanup cleanup) {
    int port = Ports.free(1).getFirst();
    try {
      var server = RedisServer.newRedisServer().port(port).bind("127.0.0.1").build();
      cleanup.add(server::stop);
      server.start();
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String behindLink(String jdbcUrl, Cleanup cleanup) {
    URI target = URI.create(jdbcUrl.substring("jdbc:".length()));
    return jdbcUrl.replace(":" + target.getPort(), ":" + link(target.getPort(), cleanup));
  }

  private static int link(int port, Cleanup cleanup) {
    var link = new EmulatedLink(LINK, HERE);
    cleanup.add(link);
    return link.relay(HERE, port);
  }
}
