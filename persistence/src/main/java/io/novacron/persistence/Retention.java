package io.novacron.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Takes away what nobody will read any more, a small step in a transaction of its own at a time:
 * docs/adr/0012-what-is-forgotten.md says what and why. Any number may do so at once, and stop
 * between two steps. A stage fails with a {@link DatabaseUnavailableException} when there is no
 * database.
 */
public final class Retention {
  /** Rows that one statement looks at, and so takes away at most. */
  static final int ROWS = 1_000;

  /** Entities whose snapshots one statement looks at; each has few. */
  static final int ENTITIES = 300;

  private static final String CONSUMED =
      "SELECT coalesce(min(last_ordering), 0) FROM projection_offset";

  private static final String EVENTS =
      """
      SELECT max(p.id), max(CASE WHEN p.at < ? THEN p.id ELSE 0 END) FROM (
        SELECT "ordering" AS id, "write_timestamp" AS at FROM "event_journal"
        WHERE "ordering" > ? AND "ordering" <= ? ORDER BY "ordering" FETCH FIRST %d ROWS ONLY) p
      """
          .formatted(ROWS);

  /**
   * Of each entity the oldest events and never the newest one, which says how far it has come:
   * tokens and ids are made of that.
   */
  private static final String FORGET_EVENTS =
      """
      DELETE FROM "event_journal" e
      WHERE e."ordering" > ? AND e."ordering" <= ? AND e."write_timestamp" < ?
        AND e."sequence_number" <= (SELECT min(s."sequence_number") FROM "snapshot" s
          WHERE s."persistence_id" = e."persistence_id")
        AND e."sequence_number" < (SELECT max(n."sequence_number") FROM "event_journal" n
          WHERE n."persistence_id" = e."persistence_id")
      """;

  private static final String OWNERS =
      """
      SELECT max(p.id) FROM (SELECT DISTINCT "persistence_id" AS id FROM "snapshot"
        WHERE "persistence_id" > ? ORDER BY 1 FETCH FIRST %d ROWS ONLY) p
      """
          .formatted(ENTITIES);

  private static final String FORGET_SNAPSHOTS =
      """
      DELETE FROM "snapshot" s
      WHERE s."persistence_id" > ? AND s."persistence_id" <= ?
        AND (SELECT count(*) FROM "snapshot" n WHERE n."persistence_id" = s."persistence_id"
          AND n."sequence_number" > s."sequence_number") >= ?
      """;

  private final SqlPool pool;

  /**
   * What a step has done.
   *
   * @param rows that it took away
   * @param next where to go on; empty at the end
   */
  public record Step<T>(int rows, Optional<T> next) {}

  /** Where a page of the journal ends, and its last event that is old; 0 without one. */
  private record Page(long lastId, long lastOldId) {}

  public Retention(ReadSide readSide) {
    pool = readSide.pool();
  }

  /**
   * Takes away events after {@code ordering} that were written longer than {@code age} ago, lie
   * before every snapshot of their entity, and were applied by every projection that has an offset.
   * Without any projection nothing is taken away.
   *
   * @param ordering 0 to begin
   */
  public CompletionStage<Step<Long>> forgetEvents(long ordering, Duration age) {
    return pool.call(connection -> {
      long before = DatabaseClock.now(connection).minus(age).toEpochMilli();
      long consumed = consumed(connection);
      Page page = page(connection, ordering, consumed, before);
      // What comes after a page without an old event is younger still.
      if (page.lastOldId() == 0) {
        return new Step<Long>(0, Optional.empty());
      }
      int rows = Sql.update(connection, FORGET_EVENTS, ordering, page.lastOldId(), before);
      if (rows > 0) {
        Horizon.moveTo(connection, page.lastOldId());
      }
      return new Step<>(rows, Optional.of(page.lastId()));
    });
  }

  private static long consumed(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(CONSUMED)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static Page page(Connection connection, long after, long upTo, long before)
      throws SQLException {
    try (var statement = connection.prepareStatement(EVENTS)) {
      Sql.set(statement, before, after, upTo);
      try (var row = statement.executeQuery()) {
        return row.next() ? new Page(row.getLong(1), row.getLong(2)) : new Page(0, 0);
      }
    }
  }

  /**
   * Takes away all but the newest snapshots of the entities after {@code entity}.
   *
   * @param entity a persistence id; empty to begin
   * @param keep how many of each stay, at least 1
   */
  public CompletionStage<Step<String>> forgetSnapshots(String entity, int keep) {
    if (keep < 1) {
      throw new IllegalArgumentException("an entity keeps at least one snapshot, not " + keep);
    }
    return pool.call(connection -> {
      Optional<String> last = lastOwner(connection, entity);
      if (last.isEmpty()) {
        return new Step<String>(0, Optional.empty());
      }
      int rows = Sql.update(connection, FORGET_SNAPSHOTS, entity, last.get(), keep);
      return new Step<>(rows, last);
    });
  }

  private static Optional<String> lastOwner(Connection connection, String after)
      throws SQLException {
    try (var statement = connection.prepareStatement(OWNERS)) {
      Sql.set(statement, after);
      try (var row = statement.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
  }
}
