package io.novacron.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** How far a projection has come, kept beside what it has made. */
record ProjectionOffset(String projection) {

  /** The id of the last event applied; 0 before the first. */
  long load(Connection connection) throws SQLException {
    var stored =
        new Select("last_ordering", "projection_offset")
            .where("projection = ?", projection)
            .one(connection, row -> row.getLong(1));
    if (stored.isEmpty()) {
      Sql.update(
          connection,
          "INSERT INTO projection_offset (projection, last_ordering, updated_at)"
              + " VALUES (?, 0, ?)",
          projection,
          Instant.now());
    }
    return stored.orElse(0L);
  }

  /**
   * Moves from {@code from} to {@code to}.
   *
   * @throws IllegalStateException when it is not at {@code from}: somebody else runs the same
   *     projection, whose work the surrounding transaction must not repeat
   */
  void advance(Connection connection, long from, long to) throws SQLException {
    int moved =
        Sql.update(
            connection,
            "UPDATE projection_offset SET last_ordering = ?, updated_at = ?"
                + " WHERE projection = ? AND last_ordering = ?",
            to,
            Instant.now(),
            projection,
            from);
    if (moved == 0) {
      throw new IllegalStateException(
          "projection " + projection + " is not at " + from + " any more: it runs elsewhere, too");
    }
  }
}
