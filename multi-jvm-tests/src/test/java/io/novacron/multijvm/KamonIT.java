package io.novacron.multijvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.client.NovaCronClient;
import io.novacron.client.resource.CreateVm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

  private static void start(NovaCronClient client) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.put("driver", "sim").put("memoryMiB", 8);
    client.vms().create(new CreateVm("web", spec, Map.of()));
    var operation = client.vms().start("web", null);
    assertThat(client.operations().await(operation.id(), LIMIT).state()).isEqualTo("succeeded");
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
          .satisfies(monitoring -> assertThat(monitoring.reason()).isEmpty());
      start(client);
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() ->
              assertThat(metrics())
                  .contains(
                      "\npekko_actor_processing_time_seconds_count{path=\"novacron/user/hosts\"",
                      "\npekko_actor_time_in_mailbox_seconds_count{path=\"novacron/user/hosts\"",
                      "\npekko_actor_mailbox_size_count{path=\"novacron/user/hosts\"",
                      "\nprocess_cpu_usage_count{",
                      "\npekko_group_processing_time_seconds_count{group=\"vm\"",
                      "\npekko_group_time_in_mailbox_seconds_count{group=\"vm\"",
                      "\npekko_group_members_count{group=\"boot\"",
                      "\npekko_system_active_actors_count{",
                      "\nexecutor_threads_active_count{",
                      "\npekko_cluster_sharding_region_hosted_entities_count{type=\"vm\"",
                      "\njvm_memory_committed_bytes{"));
    }
  }
}
