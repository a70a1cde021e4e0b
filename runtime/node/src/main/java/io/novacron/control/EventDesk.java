package io.novacron.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.client.resource.EventResource;
import io.novacron.journal.ControlJournal;
import io.novacron.journal.Unread;
import io.novacron.persistence.EventFeed;
import io.novacron.persistence.FeedEvent;
import io.novacron.persistence.Forgotten;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/** What has happened, as users see it: the journal's events, under their names in the journal. */
final class EventDesk {
  /** The kind of what stands where events were taken away. */
  private static final String GAP = "gap";

  private final EventFeed feed;

  EventDesk(EventFeed feed) {
    this.feed = feed;
  }

  /** Pages are filtered after they were read, so it reads on until one is full or none is left. */
  CompletionStage<List<EventResource>> page(long since, int limit, Optional<String> subject) {
    return page(since, limit, subject, List.of());
  }

  private CompletionStage<List<EventResource>> page(
      long since, int limit, Optional<String> subject, List<EventResource> found) {
    return TaskDesk.read(feed.page(since, limit))
        .thenCompose(events -> {
          List<EventResource> all =
              Stream.concat(
                      found.stream(),
                      events.stream()
                          .map(EventDesk::shown)
                          .filter(event -> concerns(event, subject)))
                  .filter(new OneGap())
                  .limit(limit)
                  .toList();
          return all.size() == limit || events.size() < limit
              ? CompletableFuture.completedStage(all)
              : page(events.getLast().id(), limit, subject, all);
        });
  }

  Source<EventResource, NotUsed> follow(Optional<Long> since, Optional<String> subject) {
    Source<FeedEvent, NotUsed> events =
        since
            .map(feed::from)
            .orElseGet(() -> Source.completionStage(feed.latestId()).flatMapConcat(feed::from));
    return events
        .map(EventDesk::shown)
        .filter(event -> concerns(event, subject))
        .statefulMapConcat(() -> {
          var oneGap = new OneGap();
          return event -> oneGap.test(event) ? List.of(event) : List.of();
        });
  }

  /** Leaves one gap of many that follow each other, for who asks for one VM among others. */
  private static final class OneGap implements Predicate<EventResource> {
    private boolean inGap;

    @Override
    public boolean test(EventResource event) {
      boolean again = inGap && isGap(event);
      inGap = isGap(event);
      return !again;
    }
  }

  private static boolean isGap(EventResource event) {
    return event.kind().equals(GAP);
  }

  /** The events of a VM are those of its migrations, too; a gap may have held some of them. */
  private static boolean concerns(EventResource event, Optional<String> subject) {
    return isGap(event) || isOf(event, subject);
  }

  private static boolean isOf(EventResource event, Optional<String> subject) {
    return subject
        .filter(s -> !event.subject().equals(s) && !event.subject().startsWith(s + "."))
        .isEmpty();
  }

  private static EventResource shown(FeedEvent e) {
    String subject = e.persistenceId().substring(e.persistenceId().indexOf('|') + 1);
    if (e.event() instanceof Forgotten) {
      ObjectNode why =
          JsonNodeFactory.instance.objectNode().put("reason", "events of here were forgotten");
      return new EventResource(e.id(), GAP, subject, e.timestamp(), why);
    }
    if (e.event() instanceof Unread(var reason)) {
      ObjectNode why = JsonNodeFactory.instance.objectNode().put("reason", reason);
      return new EventResource(e.id(), "unreadable", subject, e.timestamp(), why);
    }
    return new EventResource(
        e.id(),
        ControlJournal.FORMAT.typeOf(e.event()).kind(),
        subject,
        e.timestamp(),
        ControlJournal.FORMAT.toJson(e.event()));
  }
}
