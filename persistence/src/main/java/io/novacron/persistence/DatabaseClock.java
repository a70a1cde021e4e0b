package io.novacron.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What time it is in the database: one clock for all nodes. */
final class DatabaseClock {
  private DatabaseClock() {}

  /** When the transaction of {@code connection} began. */
  static Instant now(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT CURRENT_TIMESTAMP")) {
      if (!row.next()) {
        throw new SQLException("the database does not know what time it is");
      }
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }
}
