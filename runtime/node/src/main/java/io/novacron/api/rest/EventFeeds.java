package io.novacron.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.novacron.client.resource.EventResource;
import io.novacron.client.resource.Json;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Feeds of server-sent events (HTML Living Standard, 9.2). A reader sets the pace: what it has not
 * taken is not read from the journal either, so nothing piles up; one that takes nothing at all is
 * disconnected, and finds its place again by {@code Last-Event-ID}.
 */
final class EventFeeds {
  private static final ContentType EVENT_STREAM = MediaTypes.TEXT_EVENT_STREAM.toContentType();
  private static final List<HttpHeader> HEADERS =
      List.of(
          RawHeader.create("Cache-Control", "no-store"),
          RawHeader.create("X-Accel-Buffering", "no"));

  /** Sent at once, so that the reader knows it is connected. */
  private static final ByteString HELLO = Answers.utf8("retry: 1000\n: connected\n\n");

  private static final ByteString STILL_THERE = Answers.utf8(": still there\n\n");
  private static final ByteString BROKEN = Answers.utf8(": broken, connect again\n\n");

  private final RestSettings settings;
  private final HttpMetrics metrics;
  private final SharedKillSwitch end = KillSwitches.shared("event-feeds");

  EventFeeds(RestSettings settings, HttpMetrics metrics) {
    this.settings = settings;
    this.metrics = metrics;
  }

  /** Ends all of them, and those to come. */
  void close() {
    end.shutdown();
  }

  CompletionStage<HttpResponse> open(Source<EventResource, NotUsed> events) {
    Source<ByteString, NotUsed> bytes =
        events
            .map(EventFeeds::written)
            .recover(RuntimeException.class, () -> BROKEN)
            .recover(Exception.class, () -> BROKEN)
            .prepend(Source.single(HELLO))
            .keepAlive(settings.keepAlive(), () -> STILL_THERE)
            .via(end.flow())
            .backpressureTimeout(settings.stalledAfter())
            .watchTermination(this::watched);
    var response =
        HttpResponse.create()
            .withHeaders(HEADERS)
            .withEntity(HttpEntities.createChunked(EVENT_STREAM, bytes));
    return CompletableFuture.completedFuture(response);
  }

  private NotUsed watched(NotUsed unused, CompletionStage<?> done) {
    metrics.feedOpened();
    var _ = done.whenComplete((_, _) -> metrics.feedClosed());
    return unused;
  }

  /** JSON of one line has no line breaks, so one {@code data} field holds it. */
  private static ByteString written(EventResource event) throws JsonProcessingException {
    return Answers.utf8(
        "id: "
            + event.id()
            + "\nevent: "
            + event.kind()
            + "\ndata: "
            + Json.strict().writeValueAsString(event)
            + "\n\n");
  }
}
