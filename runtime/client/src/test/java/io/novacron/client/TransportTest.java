package io.novacron.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.novacron.client.FakeServer.Reply;
import io.novacron.client.resource.Samples;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransportTest {
  private static final Reply VERSION = FakeServer.json(200, Samples.VERSION);

  private final FakeServer one = FakeServer.always(VERSION);
  private final FakeServer two = FakeServer.always(VERSION);
  private final NovaCronClient client = NovaCronClient.at(one.address(), two.address() + "/");

  @AfterEach
  void end() {
    client.close();
    one.close();
    two.close();
  }

  /** Gives the replies one after another, the last one for ever. */
  private static void script(FakeServer server, Reply... replies) {
    var rest = new ArrayDeque<>(List.of(replies));
    server.answer(request -> rest.size() > 1 ? rest.remove() : rest.element());
  }

  @Test
  void theFirstServerIsAskedFirst() {
    assertThat(client.version().version()).isNotEmpty();
    assertThat(one.requests()).hasSize(1);
    assertThat(two.requests()).isEmpty();
  }

  @Test
  void aServerThatIsGoneIsPassedOverFromThenOn() {
    one.close();
    client.version();
    client.version();
    assertThat(two.requests()).hasSize(2);
  }

  @Test
  void aReadWhoseAnswerWasLostIsRepeatedElsewhere() {
    script(one, FakeServer.silence());
    assertThat(client.metrics()).isEqualTo(Samples.VERSION);
    assertThat(two.lines()).containsExactly("GET /metrics");
  }

  @Test
  void aChangeIsRepeatedWithItsKey() {
    script(one, FakeServer.silence());
    script(two, FakeServer.json(202, Samples.OPERATION));
    client.vms().pause("web1");
    assertThat(two.last().header("Idempotency-Key"))
        .isEqualTo(one.last().header("Idempotency-Key"));
  }

  @Test
  void aChangeWithoutKeyThatMayHaveArrivedIsNotRepeated() {
    script(one, FakeServer.silence());
    var doubt =
        catchThrowableOfType(
            UnreachableException.class, () -> client.cluster().join("pekko://novacron@h:1"));
    assertThat(doubt.sent()).isTrue();
    assertThat(doubt.servers()).hasSize(2);
    assertThat(two.requests()).isEmpty();
  }

  @Test
  void anOutageIsWaitedFor() {
    script(one, FakeServer.problem(503, "database-unavailable", true), VERSION);
    script(two, FakeServer.problem(503, "database-unavailable", true));
    assertThat(client.version().version()).isNotEmpty();
  }

  @Test
  void anOutageThatLastsIsReported() {
    script(one, FakeServer.problem(503, "database-unavailable", true));
    script(two, FakeServer.problem(503, "database-unavailable", true));
    try (var hasty = NovaCronClient.builder().server(one.address()).attempts(2).build()) {
      var problem = catchThrowableOfType(ProblemException.class, hasty::version);
      assertThat(problem.code()).isEqualTo("database-unavailable");
    }
    assertThat(one.requests()).hasSize(2);
  }

  @Test
  void whatOneServerSaysIsToldRatherThanThatAnotherIsGone() {
    script(one, FakeServer.problem(503, "host-unreachable", true));
    two.close();
    var builder = NovaCronClient.builder().server(one.address()).server(two.address());
    try (var hasty = builder.attempts(2).build()) {
      assertThatThrownBy(() -> hasty.vms().get("web1"))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("host-unreachable");
    }
  }

  @Test
  void aConflictIsNotRepeated() {
    script(one, FakeServer.problem(409, "busy", true));
    var problem = catchThrowableOfType(ProblemException.class, () -> client.vms().pause("web1"));
    assertThat(problem).hasMessage("busy: it is so");
    assertThat(problem.requestId()).contains("r-1");
    assertThat(problem.problem().action()).isEqualTo("do this");
    assertThat(one.requests()).hasSize(1);
  }

  @Test
  void aServerThatIsNotThereIsSaidToBeUnreachable() {
    String nobody = FakeServer.nobody();
    try (var alone = NovaCronClient.builder().server(nobody).attempts(1).build()) {
      var gone = catchThrowableOfType(UnreachableException.class, alone::version);
      assertThat(gone).hasMessageContaining(nobody);
      assertThat(gone.sent()).isFalse();
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUp() {
    script(one, one.never());
    try (var hasty =
        NovaCronClient.builder()
            .server(one.address())
            .attempts(1)
            .timeout(Duration.ofMillis(200))
            .http(HttpClient.newHttpClient())
            .build()) {
      assertThatThrownBy(hasty::version).isInstanceOf(UnreachableException.class);
    }
  }

  @Test
  void aBodyThatStallsIsGivenUp() {
    script(
        one,
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().flush();
          one.never().to(exchange);
        });
    try (var hasty =
        NovaCronClient.builder()
            .server(one.address())
            .attempts(1)
            .timeout(Duration.ofMillis(300))
            .build()) {
      assertThatThrownBy(hasty::version)
          .isInstanceOf(UnreachableException.class)
          .hasMessageContaining("no answer in");
    }
  }

  @Test
  void anAnswerOfAnotherKindIsNotTakenForOurs() {
    script(one, FakeServer.json(200, "<html>"));
    assertThatThrownBy(client::version).isInstanceOf(UnexpectedAnswerException.class);
    script(one, FakeServer.body(404, "text/html", "<html>"));
    assertThatThrownBy(client::version)
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("HTTP 404 without a problem");
    script(one, FakeServer.body(404, "application/problem+json", "<html>"));
    assertThatThrownBy(client::version).isInstanceOf(UnexpectedAnswerException.class);
  }

  @Test
  void anInterruptEndsTheWait() {
    script(one, one.never());
    Thread.currentThread().interrupt();
    assertThatThrownBy(client::version).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void addressesAreCheckedWhenTheClientIsMade() {
    for (String wrong : List.of("ftp://h:1", "http://", "http://h:1?x=y", "http://h h")) {
      assertThatIllegalArgumentException().isThrownBy(() -> NovaCronClient.at(wrong));
    }
    assertThatIllegalArgumentException().isThrownBy(NovaCronClient::at);
    assertThatIllegalArgumentException().isThrownBy(() -> NovaCronClient.builder().attempts(0));
    NovaCronClient.at("h:1").close();
  }
}
