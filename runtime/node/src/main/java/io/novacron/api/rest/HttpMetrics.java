package io.novacron.api.rest;

import io.novacron.metrics.Metrics;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Figures of the REST API, one series for each route and status. */
final class HttpMetrics {
  private final Counter requests;
  private final Histogram seconds;
  private final LongAdder inFlight = new LongAdder();
  private final LongAdder feeds = new LongAdder();

  HttpMetrics(Metrics metrics) {
    requests =
        Counter.builder()
            .name("novacron_http_requests")
            .help("Requests answered.")
            .labelNames("method", "route", "status")
            .withoutExemplars()
            .register(metrics.registry());
    seconds =
        Histogram.builder()
            .name("novacron_http_request_duration_seconds")
            .help("From the request's head to its answer's.")
            .labelNames("method", "route")
            .classicOnly()
            .classicUpperBounds(.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10)
            .withoutExemplars()
            .register(metrics.registry());
    metrics.gauge(
        "novacron_http_requests_in_flight", "Requests not answered yet.", inFlight::doubleValue);
    metrics.gauge("novacron_http_event_feeds", "Readers of the event feed.", feeds::doubleValue);
  }

  void feedOpened() {
    feeds.increment();
  }

  void feedClosed() {
    feeds.decrement();
  }

  Series series(String method, String route) {
    return new Series(method, route);
  }

  /** The figures of one route; looked up once, since looking them up costs more than counting. */
  final class Series {
    private final String method;
    private final String route;
    private final DistributionDataPoint duration;
    private final Map<Integer, CounterDataPoint> byStatus = new ConcurrentHashMap<>();

    private Series(String method, String route) {
      this.method = method;
      this.route = route;
      this.duration = seconds.labelValues(method, route);
    }

    void began() {
      inFlight.increment();
    }

    void ended(int status, long nanos) {
      inFlight.decrement();
      duration.observe(nanos / 1e9);
      byStatus
          .computeIfAbsent(
              status, _ -> requests.labelValues(method, route, Integer.toString(status)))
          .inc();
    }
  }
}
