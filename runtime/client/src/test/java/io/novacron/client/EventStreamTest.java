package io.novacron.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.client.resource.EventResource;
import io.novacron.client.resource.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final FakeServer one = FakeServer.always(FakeServer.events());
  private final FakeServer two = FakeServer.always(FakeServer.events());
  private final NovaCronClient client = NovaCronClient.at(one.address(), two.address());

  @AfterEach
  void end() {
    client.close();
    one.close();
    two.close();
  }

  private static String event(long id) {
    return "id: " + id + "\nevent: vm.started\ndata: " + Samples.event(id) + "\n\n";
  }

  private static void script(FakeServer server, FakeServer.Reply... replies) {
    var rest = new ArrayDeque<>(List.of(replies));
    server.answer(request -> rest.size() > 1 ? rest.remove() : rest.element());
  }

  private static List<Long> take(EventStream events, int count) {
    return IntStream.range(0, count).mapToObj(i -> events.next(LONG).orElseThrow().id()).toList();
  }

  @Test
  void eventsComeInOrder() {
    script(one, FakeServer.events(": alive\n\n", event(4), event(5)));
    try (var events = client.events().follow(3L, "web1")) {
      assertThat(take(events, 2)).containsExactly(4L, 5L);
    }
    assertThat(one.lines().get(0)).isEqualTo("GET /v1/events?since=3&vm=web1");
    assertThat(one.requests().get(0).header("Last-Event-ID")).isEqualTo("3");
  }

  @Test
  void afterABreakItGoesOnElsewhereWithoutGapOrRepetition() {
    script(one, FakeServer.events(event(4)));
    script(two, FakeServer.events(event(4), event(5)));
    try (var events = client.events().follow(null, null)) {
      assertThat(take(events, 2)).containsExactly(4L, 5L);
    }
    assertThat(one.requests().get(0).header("Last-Event-ID")).isNull();
    assertThat(two.requests().get(0).header("Last-Event-ID")).isEqualTo("4");
  }

  @Test
  void aServerThatIsGoneOrFailsIsPassedOver() {
    one.close();
    script(two, FakeServer.problem(503, "database-unavailable", true), FakeServer.events(event(9)));
    try (var events = client.events().follow(0L, null)) {
      assertThat(take(events, 1)).containsExactly(9L);
    }
  }

  @Test
  void aRefusalIsReported() {
    script(one, FakeServer.problem(400, "bad-request", false));
    try (var events = client.events().follow(0L, null)) {
      assertThatThrownBy(() -> events.next(LONG))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("bad-request");
    }
  }

  @Test
  void nothingInTimeIsEmpty() {
    script(one, quiet(one));
    try (var events = client.events().follow(0L, null)) {
      assertThat(events.next(Duration.ofMillis(50))).isEmpty();
      assertThat(events.next(Duration.ofMillis(50))).isEmpty();
    }
    assertThat(one.requests()).hasSize(1);
  }

  @Test
  void aClosedStreamSaysNoMore() {
    var events = client.events().follow(0L, null);
    events.close();
    assertThat(events.next(LONG)).isEmpty();
  }

  @Test
  void somethingThatIsNoEventIsReported() {
    script(one, FakeServer.events("data: {\n\n"));
    try (var events = client.events().follow(0L, null)) {
      assertThatThrownBy(() -> events.next(LONG)).isInstanceOf(UnexpectedAnswerException.class);
    }
  }

  @Test
  void linesEndInAnyOfThreeWaysAndDataMayHaveSeveral() throws IOException {
    List<String> heard = new ArrayList<>();
    var parser = new SseParser();
    for (String piece : List.of("data: a\r", "\ndata:b\r\r", ":x\n\n", "data: ü\n", "\n")) {
      parser.feed(ByteBuffer.wrap(piece.getBytes(StandardCharsets.UTF_8)), heard::add);
    }
    assertThat(heard).containsExactly("a\nb", "ü");
  }

  @Test
  void anEventWithoutEndIsRefused() {
    var parser = new SseParser();
    var piece = new byte[5 << 20];
    java.util.Arrays.fill(piece, (byte) 'x');
    assertThatThrownBy(() -> parser.feed(ByteBuffer.wrap(piece), text -> {}))
        .isInstanceOf(IOException.class);
  }

  @Test
  void anEventKeepsItsData() {
    script(one, FakeServer.events(event(4)));
    try (var events = client.events().follow(0L, null)) {
      EventResource event = events.next(LONG).orElseThrow();
      assertThat(event.data().path("host").asText()).isEqualTo("n1");
    }
  }

  private static FakeServer.Reply quiet(FakeServer server) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(": alive\n\n".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      server.never().to(exchange);
    };
  }
}
