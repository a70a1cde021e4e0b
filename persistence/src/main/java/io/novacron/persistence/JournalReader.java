package io.novacron.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Reads what all entities have journalled, in the order of the journal, by one plain query at a
 * time. Events need no tags for that, which would cost every write a second one.
 */
final class JournalReader {
  /** Entities of types that begin so keep their events to themselves. */
  static final String PRIVATE = "~";

  private static final String ORDERING = "\"ordering\"";
  private static final String COLUMNS =
      ORDERING
          + ", \"persistence_id\", \"sequence_number\", \"write_timestamp\", \"event_ser_id\","
          + " \"event_ser_manifest\", CASE WHEN \"persistence_id\" LIKE '"
          + PRIVATE
          + "%' THEN NULL"
          + " ELSE \"event_payload\" END AS \"payload\"";

  /** Rows in one query, at most. */
  private static final int ROWS = 2_000;

  /** After so many questions in a row with nothing new, it asks less often. */
  static final int CALM = 25;

  private static final int CALM_INTERVALS = 3;

  /**
   * Where a reader is.
   *
   * @param more whether there was more than it has read
   * @param calm questions in a row that found nothing, not even what has to wait
   */
  record Position(long ordering, boolean more, int calm) {
    Position(long ordering, boolean more) {
      this(ordering, more, 0);
    }

    /** After a question asked here, which led there. */
    Position then(Position next) {
      return next.calm == 0 ? next : new Position(next.ordering, next.more, calm + 1);
    }

    boolean isCalm() {
      return calm >= CALM;
    }
  }

  /** Events, and where the reader is after them: it may have passed what is no event for it. */
  private record Batch(List<FeedEvent> events, Position after) {}

  private final SqlPool pool;
  private final Serialization serialization;
  private final Gaps gaps;
  private final Executor soon;
  private final Executor later;
  private final boolean tellsForgotten;

  /**
   * @param tellsForgotten whether a {@link Forgotten} stands where events were taken away
   */
  JournalReader(ActorSystem<?> system, ReadSide readSide, boolean tellsForgotten) {
    this.tellsForgotten = tellsForgotten;
    pool = readSide.pool();
    serialization = SerializationExtension.get(system);
    gaps = new Gaps(pool.settings().answerTimeout().plusSeconds(1));
    Duration poll = pool.settings().pollInterval();
    soon = after(poll);
    later = after(poll.multipliedBy(CALM_INTERVALS));
  }

  private static Executor after(Duration delay) {
    return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Everything after {@code ordering}, past and to come, some at a time and never none. Fails when
   * the database does, and at an event that cannot be read.
   */
  Source<List<FeedEvent>, NotUsed> after(long ordering) {
    return Source.unfoldAsync(new Position(ordering, true), this::next)
        .filter(events -> !events.isEmpty());
  }

  private CompletionStage<Optional<Pair<Position, List<FeedEvent>>>> next(Position from) {
    CompletionStage<Batch> batch =
        from.more()
            ? read(from.ordering(), ROWS)
            : CompletableFuture.supplyAsync(
                    () -> read(from.ordering(), ROWS), from.isCalm() ? later : soon)
                .thenCompose(reading -> reading);
    return batch.thenApply(b -> Optional.of(Pair.create(from.then(b.after()), b.events())));
  }

  /**
   * At most {@code limit} events after {@code ordering} that are there by now; what stands for
   * forgotten ones comes on top.
   */
  CompletionStage<List<FeedEvent>> page(long ordering, int limit) {
    return read(ordering, limit)
        .thenCompose(batch ->
            batch.events().isEmpty() && batch.after().more()
                ? page(batch.after().ordering(), limit)
                : CompletableFuture.completedStage(batch.events()));
  }

  /** The number of the newest event; 0 when there is none. */
  CompletionStage<Long> newest() {
    return pool.look(connection ->
        new Select("coalesce(max(" + ORDERING + "), 0)", "\"event_journal\"")
            .one(connection, row -> row.getLong(1))
            .orElse(0L));
  }

  private CompletionStage<Batch> read(long ordering, int limit) {
    return pool.look(connection -> read(connection, ordering, limit));
  }

  private Batch read(Connection connection, long ordering, int limit) throws SQLException {
    var rows =
        new Select(COLUMNS, "\"event_journal\"")
            .where(ORDERING + " > ?", ordering)
            .first(limit, ORDERING, connection, JournalReader::row);
    // Read after them: what was taken away before counts.
    long horizon = isWhole(ordering, rows) ? 0 : Horizon.of(connection);
    List<FeedEvent> events = new ArrayList<>(rows.size());
    long at = ordering;
    for (Row row : rows) {
      long missing = Math.max(at, horizon) + 1;
      if (missing < row.ordering() && !isSettled(missing, row)) {
        return new Batch(events, new Position(at, false));
      }
      if (tellsForgotten && at < horizon && row.ordering() != at + 1) {
        at = Math.min(horizon, row.ordering() - 1);
        events.add(forgotten(at, row));
      }
      if (row.payload() != null && !add(row, row.payload(), events)) {
        return new Batch(events, new Position(at, true));
      }
      at = row.ordering();
    }
    return new Batch(events, new Position(at, rows.size() == limit, rows.isEmpty() ? 1 : 0));
  }

  private static boolean isWhole(long ordering, List<Row> rows) {
    return rows.isEmpty() || rows.getLast().ordering() - ordering == rows.size();
  }

  private static FeedEvent forgotten(long last, Row next) {
    var at = Instant.ofEpochMilli(next.writtenMillis());
    return new FeedEvent(last, "", 0, new Forgotten(), at);
  }

  private boolean isSettled(long missing, Row next) {
    return gaps.isSettled(
        missing, System.currentTimeMillis() - next.writtenMillis(), System.nanoTime());
  }

  /** False for one that cannot be read behind some that can: they are handed on before it fails. */
  private boolean add(Row row, byte[] payload, List<FeedEvent> events) {
    var event = serialization.deserialize(payload, row.serializer(), row.manifest());
    if (event.isFailure() && !events.isEmpty()) {
      return false;
    }
    events.add(
        new FeedEvent(
            row.ordering(),
            row.persistenceId(),
            row.sequenceNr(),
            event.get(),
            Instant.ofEpochMilli(row.writtenMillis())));
    return true;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Row(
      long ordering,
      String persistenceId,
      long sequenceNr,
      long writtenMillis,
      int serializer,
      String manifest,
      byte @org.jspecify.annotations.Nullable [] payload) {}

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong(1),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        row.getInt(5),
        row.getString(6),
        row.getBytes(7));
  }
}
