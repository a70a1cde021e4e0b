package io.novacron.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.ModeResource;
import io.novacron.client.resource.NodeResource;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.PeerRttResource;
import io.novacron.client.resource.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourcesTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final FakeServer server = FakeServer.always(FakeServer.json(200, "{}"));
  private final NovaCronClient client =
      NovaCronClient.builder().server(server.address()).attempts(1).build();

  @AfterEach
  void end() {
    client.close();
    server.close();
  }

  private void answers(String json) {
    server.answer(request -> FakeServer.json(200, json));
  }

  private static String page(String item) {
    return "{\"items\":[" + item + "]}";
  }

  /** Says each state once, the last one for ever; an empty one is an outage. */
  private void operationGoes(String... states) {
    var asked = new AtomicInteger();
    server.answer(request -> {
      String state = states[Math.min(asked.getAndIncrement(), states.length - 1)];
      return state.isEmpty()
          ? FakeServer.problem(503, "database-unavailable", true)
          : FakeServer.json(200, Samples.operation(state));
    });
  }

  @Test
  void anOperationIsAwaitedThroughAnOutage() {
    operationGoes("running", "", "running", "succeeded");
    List<String> seen = new ArrayList<>();
    var ended = client.operations().await("web1.5", LONG, now -> seen.add(now.state()));
    assertThat(ended.state()).isEqualTo(OperationResource.SUCCEEDED);
    assertThat(seen).containsExactly("running", "running", "succeeded");
  }

  @Test
  void anOperationThatIsUnknownIsNotWaitedFor() {
    server.answer(request -> FakeServer.problem(404, "not-found", false));
    assertThatThrownBy(() -> client.operations().await("web1.5", LONG))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void waitingHasADeadlineAlsoWhenNobodyAnswers() {
    operationGoes("running");
    assertThatThrownBy(() -> client.operations().await("web1.5", Duration.ofMillis(120)))
        .isInstanceOf(AwaitTimeoutException.class)
        .hasMessageContaining("operation web1.5");
    server.close();
    assertThatThrownBy(() -> client.operations().await("web1.5", Duration.ofMillis(120)))
        .isInstanceOf(AwaitTimeoutException.class);
  }

  @Test
  void operationsAreListedShownAndCancelled() {
    answers(page(Samples.OPERATION));
    assertThat(client.operations().list("running")).hasSize(1);
    answers(Samples.OPERATION);
    assertThat(client.operations().get("web1.5").vm()).isEqualTo("web1");
    assertThat(client.operations().cancel("web1.5").cancellable()).isTrue();
    assertThat(server.lines())
        .containsExactly(
            "GET /v1/operations?state=running",
            "GET /v1/operations/web1.5",
            "POST /v1/operations/web1.5:cancel");
  }

  @Test
  void migrationsAreListedAwaitedAndCancelled() {
    answers(page(Samples.MIGRATION));
    assertThat(client.migrations().list("completed", "web1")).hasSize(1);
    answers(Samples.MIGRATION);
    assertThat(client.migrations().await("web1.5", LONG, now -> {}).receipt()).isNotNull();
    answers(Samples.migration("aborting", "null"));
    MigrationResource cancelled = client.migrations().cancel("web1.5");
    assertThat(cancelled.hasEnded()).isFalse();
    assertThat(server.lines())
        .containsExactly(
            "GET /v1/migrations?state=completed&vm=web1",
            "GET /v1/migrations/web1.5",
            "POST /v1/migrations/web1.5:cancel");
  }

  @Test
  void nodesAreListedAndShown() {
    answers(page(Samples.NODE));
    assertThat(client.nodes().list().stream().map(NodeResource::id)).containsExactly("n1");
    answers(Samples.NODE);
    assertThat(client.nodes().get("n1").drivers()).isNotEmpty();
  }

  @Test
  void howFarPeersAreIsShown() {
    answers(Samples.MODE);
    assertThat(client.cluster().mode())
        .returns("datacenter", ModeResource::mode)
        .satisfies(mode ->
            assertThat(mode.inputs().peers())
                .extracting(PeerRttResource::rttMillis)
                .containsExactly(0.75));
    assertThat(server.last().line()).isEqualTo("GET /v1/mode");
  }

  @Test
  void membershipIsShownAndChanged() {
    answers(Samples.CLUSTER);
    assertThat(client.cluster().get().members()).isNotEmpty();
    client.cluster().join("pekko://novacron@h:1");
    assertThat(server.last().body()).isEqualTo("{\"address\":\"pekko://novacron@h:1\"}");
    client.cluster().leave("n1");
    client.cluster().down("n2");
    assertThat(server.last().line()).isEqualTo("POST /v1/cluster:down");
    assertThat(server.last().body()).isEqualTo("{\"node\":\"n2\"}");
  }

  @Test
  void eventsAreReadAsPages() {
    answers(page(Samples.EVENT));
    assertThat(client.events().page(3, null, 10).items()).hasSize(1);
    assertThat(server.last().line()).isEqualTo("GET /v1/events?poll=true&since=3&limit=10");
  }

  @Test
  void pausesDoubleUpToABound() {
    var backoff = new Backoff(9, Duration.ofMillis(100), Duration.ofMillis(300));
    assertThat(backoff.after(1, 1)).hasMillis(100);
    assertThat(backoff.after(2, 1)).hasMillis(200);
    assertThat(backoff.after(60, 1)).hasMillis(300);
    assertThat(backoff.after(60, 0)).hasMillis(150);
  }
}
