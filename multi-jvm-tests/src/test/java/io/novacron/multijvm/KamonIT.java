package io.novacron.multijvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.novacron.client.NovaCronClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus fetches of a node with Kamon. */
class KamonIT {
  private static final Duration LIMIT = Duration.ofSeconds(150);
  private static final int PORT = Ports.free(1).getFirst();

  @TempDir Path folder;

  private NodeProcess start() {
    return new LoneNode(folder)
        .start(
            "--set",
            "monitoring.kamon.enabled=true",
            "--set",
            "monitoring.prometheus.port=" + PORT);
  }

  private static String metrics() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/metrics"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  @Test
  void actorsMailboxesDispatchersShardingAndTheJvmAreMeasured() {
    try (NodeProcess node = start();
        var client = NovaCronClient.at(node.spec().api())) {
      node.awaitReady(LIMIT);
      assertThat(client.boot().components())
          .filteredOn(component -> component.name().equals("monitoring"))
          .singleElement()
          .satisfies(monitoring -> assertThat(monitoring.reason()).isNullOrEmpty());
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() ->
              assertThat(metrics())
                  .contains(
                      "\npekko_group_processing_time_seconds_count{",
                      "\npekko_group_mailbox_size_count{",
                      "\npekko_system_active_actors_count{",
                      "\nexecutor_threads_active_count{",
                      "\npekko_cluster_sharding_region_hosted_shards_count{",
                      "\njvm_memory_used_bytes_count{"));
    }
  }
}
