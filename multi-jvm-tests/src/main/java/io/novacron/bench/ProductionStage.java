package io.novacron.bench;

import io.novacron.cache.testkit.RedisServer;
import io.novacron.multijvm.DatabaseProcess;
import io.novacron.multijvm.EmulatedLink;
import io.novacron.multijvm.link.LinkProfile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL and Redis, each behind a link of its own; TLS and Kamon on. */
final class ProductionStage {
  private static final String HERE = "here";

  /** A gigabit per second: what is slow is the way, not the width. */
  private static final LinkProfile LINK =
      new LinkProfile("20 ms", 125_000_000, Duration.ofMillis(20), 0, Duration.ZERO);

  private ProductionStage() {}

  static BootStage open(Path folder, Cleanup cleanup) {
    DatabaseProcess database =
        cleanup.open(() -> DatabaseKind.POSTGRESQL.start(folder.resolve("database")));
    int cache = link(cleanup.open(RedisServer::start).port(), cleanup);
    var around =
        new NodeStage.Around(
            behindLink(database.url(), cleanup), database.user(), database.passwordFile());
    return new NodeStage(around, true, settings(cache));
  }

  /** The one place that says what makes a node a production one. */
  private static List<String> settings(int cachePort) {
    List<String> settings = new ArrayList<>(NodeStage.kamon());
    settings.addAll(
        List.of("--set", "cache.url=redis://127.0.0.1:" + cachePort, "--set", "security.tls=on"));
    return settings;
  }

  private static String behindLink(String jdbcUrl, Cleanup cleanup) {
    URI target = URI.create(jdbcUrl.substring("jdbc:".length()));
    return jdbcUrl.replace(":" + target.getPort(), ":" + link(target.getPort(), cleanup));
  }

  private static int link(int port, Cleanup cleanup) {
    return cleanup.open(() -> new EmulatedLink(LINK, HERE)).relay(HERE, port);
  }
}
