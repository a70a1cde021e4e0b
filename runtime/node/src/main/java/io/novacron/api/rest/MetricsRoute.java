package io.novacron.api.rest;

import io.novacron.metrics.Metrics;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;

/** What Prometheus scrapes. */
final class MetricsRoute {
  private static final ContentType TYPE = ContentTypes.parse(Metrics.MEDIA_TYPE);

  private final Metrics metrics;

  MetricsRoute(Metrics metrics) {
    this.metrics = metrics;
  }

  void addTo(RouteTable table) {
    table.get(
        "/metrics", _ -> CompletableFuture.completedFuture(Answers.text(TYPE, metrics.text())));
  }
}
