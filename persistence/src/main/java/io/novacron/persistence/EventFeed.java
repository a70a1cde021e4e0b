package io.novacron.persistence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RestartSource;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/**
 * What happens, as it happens, and what happened before. However many listen, one stream per node
 * asks the database for what is new; only who asks for the past, or is too slow, makes queries of
 * its own.
 */
public final class EventFeed implements AutoCloseable {
  /** Events read from the database or handed on at once, at most. */
  private static final int PAGE = 200;

  private static final int REMEMBERED = 2_000;

  /** More than are written at the same moment. */
  private static final int OVERTAKEN = 1_000;

  /** Who waits is stirred this often, so that those who have gone are forgotten. */
  private static final Duration STIR = Duration.ofSeconds(15);

  private final ActorSystem<?> system;
  private final SqlPool pool;
  private final JournalReader journal;
  private final Tail tail = new Tail(REMEMBERED);
  private @Nullable UniqueKillSwitch following;

  private EventFeed(ActorSystem<?> system, ReadSide readSide) {
    this.system = system;
    pool = readSide.pool();
    journal = new JournalReader(system, readSide, true);
  }

  /** As long as nobody listens, nothing is followed. */
  private synchronized void follow() {
    if (following == null) {
      following =
          RestartSource.onFailuresWithBackoff(Retry.FOR_EVER, this::attempt)
              .viaMat(KillSwitches.single(), Keep.right())
              .to(Sink.foreach(event -> event.ifPresentOrElse(tail::add, tail::stir)))
              .run(system);
    }
  }

  /** The feed of this node; to be made once. The database need not be there yet. */
  public static EventFeed start(ActorSystem<?> system, ReadSide readSide) {
    return new EventFeed(system, readSide);
  }

  /**
   * Everything after the event {@code afterId}, past and to come, in order and without a gap but
   * where events were forgotten: there a {@link Forgotten} stands. Never ends; fails with a {@link
   * DatabaseUnavailableException} while there is no database and with an {@link
   * UnreadableJournalException} at an event that cannot be read. To go on, ask again from the last
   * event received.
   */
  public Source<FeedEvent, NotUsed> from(long afterId) {
    return Source.lazySource(
            () -> {
              follow();
              return Source.unfoldAsync(afterId, this::next).mapConcat(events -> events);
            })
        .mapMaterializedValue(_ -> NotUsed.getInstance());
  }

  /**
   * At most {@code limit} events after the event {@code afterId}, a {@link Forgotten} counted as
   * one; fewer, or none, when there are no more. Fails as {@link #from} does.
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
    return journal.newest();
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
        .page(afterId, limit)
        .thenApply(events -> events.stream().limit(limit).toList())
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
        : latestId().thenApply(this::start);
  }

  /** Some way back, since what is the newest now may have been overtaken by something. */
  private long start(long newest) {
    long id = Math.max(0, newest - OVERTAKEN);
    tail.start(id);
    return id;
  }

  private Source<Optional<FeedEvent>, NotUsed> after(long id) {
    return journal
        .after(id)
        .mapConcat(events -> events)
        .map(Optional::of)
        .keepAlive(STIR, Optional::empty);
  }

  /** Stops following; who listens is told. */
  @Override
  public synchronized void close() {
    if (following != null) {
      following.shutdown();
    }
    tail.close(new IllegalStateException("the event feed is closed"));
  }
}
