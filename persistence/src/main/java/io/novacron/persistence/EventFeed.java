package io.novacron.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.persistence.jdbc.query.javadsl.JdbcReadJournal;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RestartSource;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * What happens, as it happens, and what happened before. However many listen, one stream per node
 * asks the database for what is new; only who asks for the past, or is too slow, makes queries of
 * its own.
 */
public final class EventFeed implements AutoCloseable {
  /** Events read from the database or handed on at once, at most. */
  private static final int PAGE = 200;

  private static final int REMEMBERED = 2_000;

  /** Who waits is stirred this often, so that those who have gone are forgotten. */
  private static final Duration STIR = Duration.ofSeconds(15);

  private final ActorSystem<?> system;
  private final SqlPool pool;
  private final JdbcReadJournal journal;
  private final Tail tail = new Tail(REMEMBERED);
  private final UniqueKillSwitch following;

  private EventFeed(ActorSystem<?> system, ReadSide readSide) {
    this.system = system;
    pool = readSide.pool();
    journal =
        PersistenceQuery.get(system)
            .getReadJournalFor(JdbcReadJournal.class, JdbcReadJournal.Identifier());
    following =
        RestartSource.onFailuresWithBackoff(Retry.FOR_EVER, this::attempt)
            .viaMat(KillSwitches.single(), Keep.right())
            .to(Sink.foreach(event -> event.ifPresentOrElse(tail::add, tail::stir)))
            .run(system);
  }

  /** The feed of this node; to be started once. The database need not be there yet. */
  public static EventFeed start(ActorSystem<?> system, ReadSide readSide) {
    return new EventFeed(system, readSide);
  }

  /**
   * Everything after the event {@code afterId}, past and to come, in order and without a gap. Never
   * ends; fails with a {@link DatabaseUnavailableException} while there is no database and with an
   * {@link UnreadableJournalException} at an event that cannot be read. To go on, ask again from
   * the last event received.
   */
  public Source<FeedEvent, NotUsed> from(long afterId) {
    return Source.unfoldAsync(afterId, this::next).mapConcat(events -> events);
  }

  /**
   * At most {@code limit} events after the event {@code afterId}; fewer, or none, when there are no
   * more. Fails as {@link #from} does.
   *
   * @param limit 1..500
   */
  public CompletionStage<List<FeedEvent>> page(long afterId, int limit) {
    ReadPage.requireLimit(limit);
    return switch (tail.after(afterId, limit)) {
      case Tail.Look.Found(var events) -> CompletableFuture.completedStage(events);
      case Tail.Look.Nothing _ when tail.isStarted() -> CompletableFuture.completedStage(List.of());
      case Tail.Look.Nothing _, Tail.Look.TooOld _ -> stored(afterId, limit);
    };
  }

  /** The id of the newest event; 0 when there is none. Fails as {@link #from} does. */
  public CompletionStage<Long> latestId() {
    return pool.call(EventFeed::newest);
  }

  private CompletionStage<Optional<Pair<Long, List<FeedEvent>>>> next(long id) {
    return switch (tail.after(id, PAGE)) {
      case Tail.Look.Found(var events) -> CompletableFuture.completedStage(step(id, events));
      case Tail.Look.Nothing(var change) -> change.thenApply(_ -> step(id, List.of()));
      // The query sees everything up to there, so an empty answer means that there is nothing.
      case Tail.Look.TooOld(var start) ->
          stored(id, PAGE).thenApply(events -> step(events.isEmpty() ? start : id, events));
    };
  }

  private static Optional<Pair<Long, List<FeedEvent>>> step(long id, List<FeedEvent> events) {
    return Optional.of(Pair.create(events.isEmpty() ? id : events.getLast().id(), events));
  }

  private CompletionStage<List<FeedEvent>> stored(long afterId, int limit) {
    return journal
        .currentEventsByTag(Database.TAG, Offset.sequence(afterId))
        .map(FeedEvent::of)
        .take(limit)
        .runWith(Sink.seq(), system)
        .exceptionallyCompose(failure -> CompletableFuture.failedStage(pool.translated(failure)));
  }

  /** An event, or empty for a stir. */
  private Source<Optional<FeedEvent>, NotUsed> attempt() {
    return Source.completionStageSource(start().thenApply(this::after))
        .mapMaterializedValue(_ -> NotUsed.getInstance())
        .mapError(
            Throwable.class,
            failure -> {
              interrupted(pool.translated(failure));
              return failure;
            });
  }

  private void interrupted(Throwable failure) {
    if (tail.fail(failure)) {
      system.log().warn("The event feed goes on later: {}", failure.toString());
    }
  }

  private CompletionStage<Long> start() {
    return tail.isStarted()
        ? CompletableFuture.completedStage(tail.end())
        : latestId()
            .thenApply(id -> {
              tail.start(id);
              return id;
            });
  }

  private Source<Optional<FeedEvent>, NotUsed> after(long id) {
    return journal
        .eventsByTag(Database.TAG, Offset.sequence(id))
        .map(envelope -> Optional.of(FeedEvent.of(envelope)))
        .keepAlive(STIR, Optional::empty);
  }

  private static long newest(Connection connection) throws SQLException {
    return new Select("coalesce(max(\"event_id\"), 0)", "\"event_tag\"")
        .where("\"tag\" = ?", Database.TAG)
        .one(connection, row -> row.getLong(1))
        .orElse(0L);
  }

  /** Stops following; who listens is told. */
  @Override
  public void close() {
    following.shutdown();
    tail.close(new IllegalStateException("the event feed is closed"));
  }
}
