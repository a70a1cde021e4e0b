package io.novacron.persistence;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Up to where events have been taken out of the journal: a number that is missing up to there is
 * that of a forgotten event, or of one that was never written.
 */
final class Horizon {
  private Horizon() {}

  /** The id of the last event that may be gone; 0 when all are there. */
  static long of(Connection connection) throws SQLException {
    return new Select("last_ordering", "journal_horizon")
        .one(connection, row -> row.getLong(1))
        .orElse(0L);
  }

  /** Moves on to {@code ordering}, in the transaction that takes it away; never back. */
  static void moveTo(Connection connection, long ordering) throws SQLException {
    Sql.update(
        connection,
        "UPDATE journal_horizon SET last_ordering = ? WHERE last_ordering < ?",
        ordering,
        ordering);
  }
}
