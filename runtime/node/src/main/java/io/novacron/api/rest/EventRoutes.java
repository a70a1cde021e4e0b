package io.novacron.api.rest;

import io.novacron.api.ProblemCode;
import io.novacron.api.ProblemException;
import io.novacron.client.resource.EventResource;
import io.novacron.client.resource.Page;
import io.novacron.control.ControlPlane;
import io.novacron.vm.VmId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What happened, as a page or as a feed. */
final class EventRoutes {
  private static final long MAX_PAGE = 500;

  private final ControlPlane control;
  private final EventFeeds feeds;

  EventRoutes(ControlPlane control, EventFeeds feeds) {
    this.control = control;
    this.feeds = feeds;
  }

  void addTo(RouteTable table) {
    table.get("/v1/events", this::events, "since", "vm", "poll", "limit");
  }

  private CompletionStage<HttpResponse> events(Call call) {
    Query query = call.query();
    Optional<String> vm = query.vm("vm").map(VmId::value);
    Optional<Long> since = query.whole("since", 0, Long.MAX_VALUE);
    return query.flag("poll")
        ? page(since.orElse(0L), query.whole("limit", 1, MAX_PAGE).orElse(MAX_PAGE), vm)
        : feeds.open(control.follow(lastSeen(call).or(() -> since), vm));
  }

  private CompletionStage<HttpResponse> page(long since, long limit, Optional<String> vm) {
    return control
        .events(since, (int) limit, vm)
        .thenApply(events -> Answers.ok(new Page<EventResource>(events, null)));
  }

  /** A browser that connects anew repeats the old query, so the header goes first. */
  private static Optional<Long> lastSeen(Call call) {
    return call.header("Last-Event-ID").filter(id -> !id.isEmpty()).map(EventRoutes::id);
  }

  private static Long id(String text) {
    try {
      return Text.within("Last-Event-ID", Long.parseLong(text), 0, Long.MAX_VALUE);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          ProblemCode.BAD_REQUEST,
          "Last-Event-ID must be the id of an event, got '" + Text.shorten(text) + "'");
    }
  }
}
