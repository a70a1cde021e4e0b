package io.novacron.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.novacron.control.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventFeedTest {
  @AutoClose private final Api api = new Api(Settings.quick(Duration.ofSeconds(15)));

  private static final String FIRST =
      """
      data: {"id":1,"kind":"vm.defined","subject":"web1","at":"2026-11-25T10:00:00Z",\
      "data":{"host":"n1"}}\
      """;

  @BeforeEach
  void twoThingsHaveHappened() {
    api.control.happens("vm.defined", "web1");
    api.control.happens("vm.started", "web1");
  }

  /** Lines of a feed, comments left out unless asked for. */
  private final class Feed implements AutoCloseable {
    private final BufferedReader lines;

    Feed(HttpRequest.Builder request) {
      var answer = api.stream(request);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    String line() {
      try {
        return String.valueOf(lines.readLine());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String comment(String text) {
      String line = line();
      while (!line.contains(text)) {
        assertThat(line).isNotEqualTo("null");
        line = line();
      }
      return line;
    }

    /** Whether the last bytes still came through is a matter of luck. */
    void toTheEnd() {
      try {
        while (lines.readLine() != null) {
          Thread.onSpinWait();
        }
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("closed");
      }
    }

    List<String> events(int count) {
      List<String> ids = new ArrayList<>();
      while (ids.size() < count) {
        String line = line();
        assertThat(line).isNotEqualTo("null");
        if (line.startsWith("id: ")) {
          ids.add(line.substring(4) + " " + line());
        }
      }
      return ids;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  @Test
  void whatHasHappenedIsToldAgainAndThenWhatHappens() throws IOException {
    try (var feed = new Feed(api.to("/v1/events?since=0"))) {
      assertThat(feed.comment("data:")).isEqualTo(FIRST);
      assertThat(feed.events(1)).containsExactly("2 event: vm.started");
      api.control.happens("vm.stopped", "web1");
      assertThat(feed.events(1)).containsExactly("3 event: vm.stopped");
    }
  }

  @Test
  void withoutSinceOnlyWhatHappensFromNowOnIsTold() throws IOException {
    try (var feed = new Feed(api.to("/v1/events"))) {
      feed.comment(": connected");
      api.control.happens("vm.stopped", "web1");
      assertThat(feed.events(1)).containsExactly("3 event: vm.stopped");
    }
  }

  @Test
  void aReaderThatComesBackGoesOnAfterWhatItSawLast() throws IOException {
    try (var feed = new Feed(api.to("/v1/events?since=0").header("Last-Event-ID", "1"))) {
      assertThat(feed.events(1)).containsExactly("2 event: vm.started");
    }
    assertThat(api.control.asked()).contains("follow Optional[1] Optional.empty");
  }

  @Test
  void oneVmCanBeFollowed() throws IOException {
    api.control.happens("vm.defined", "web2");
    try (var feed = new Feed(api.to("/v1/events?since=0&vm=web2"))) {
      assertThat(feed.events(1)).containsExactly("3 event: vm.defined");
    }
  }

  @Test
  void aQuietFeedIsKeptAlive() throws IOException {
    try (var feed = new Feed(api.to("/v1/events"))) {
      assertThat(feed.comment(": still there")).isEqualTo(": still there");
      assertThat(feed.comment(": still there")).isEqualTo(": still there");
    }
  }

  @Test
  void aFeedWhoseDatabaseFailsSaysSoAndEnds() throws IOException {
    try (var feed = new Feed(api.to("/v1/events"))) {
      feed.comment(": connected");
      api.control.failWith(new Refusal(Refusal.Code.DATABASE_UNAVAILABLE, "gone"));
      api.control.stir();
      feed.comment(": broken");
      feed.line();
      assertThat(feed.line()).isEqualTo("null");
    }
  }

  @Test
  void readersAreCountedWhileTheyRead() throws IOException {
    try (var feed = new Feed(api.to("/v1/events"))) {
      feed.comment(": connected");
      assertThat(api.get("/metrics").body()).contains("novacron_http_event_feeds 1.0");
    }
    await()
        .atMost(Api.LIMIT)
        .until(() -> api.get("/metrics").body().contains("novacron_http_event_feeds 0.0"));
  }

  @Test
  void aReaderThatTakesNothingIsDisconnected() throws IOException {
    for (int i = 0; i < 200; i++) {
      api.control.happens("vm." + "x".repeat(100_000), "web1");
    }
    try (var socket =
        new Socket(InetAddress.getLoopbackAddress(), api.server.listening().getPort())) {
      String request = "GET /v1/events?since=0 HTTP/1.1\r\nHost: x\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      await()
          .atMost(Api.LIMIT)
          .until(() -> api.control.asked().toString().contains("follow Optional[0]"));
      await()
          .atMost(Api.LIMIT)
          .until(() -> api.get("/metrics").body().contains("novacron_http_event_feeds 0.0"));
    }
  }

  @Test
  void aFeedEndsWhenTheServerStops() throws IOException {
    try (var feed = new Feed(api.to("/v1/events"))) {
      feed.comment(": connected");
      var stopped = api.server.stop();
      feed.toTheEnd();
      Api.await(stopped);
    }
  }

  @Test
  void pagesOfEventsAreToldAtOnce() {
    var page = api.get("/v1/events?poll=true&since=0&limit=1&vm=web1");

    assertThat(page.body()).isEqualTo("{\"items\":[" + FIRST.substring(6) + "]}");
    assertThat(api.get("/v1/events?poll=true").json().path("items")).hasSize(2);
    assertThat(api.control.asked())
        .containsExactly("events 0 1 Optional[web1]", "events 0 500 Optional.empty");
  }

  @Test
  void badPlacesAreRefused() {
    for (String query :
        new String[] {"since=x", "since=-1", "poll=1", "vm=A", "limit=501&poll=true"}) {
      assertThat(api.get("/v1/events?" + query).problem()).as(query).isEqualTo("400 bad-request");
    }
    assertThat(api.send(api.to("/v1/events").header("Last-Event-ID", "x")).problem())
        .isEqualTo("400 bad-request");
  }
}
