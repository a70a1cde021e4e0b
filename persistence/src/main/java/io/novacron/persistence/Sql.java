package io.novacron.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The few words of JDBC that we need, in the dialect that H2 and PostgreSQL share. */
final class Sql {
  private Sql() {}

  /** Runs a change and says how many rows it touched. */
  static int update(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      return statement.executeUpdate();
    }
  }

  /** Runs a change once for each of {@code all} and says how many rows each of them touched. */
  static int[] batch(Connection connection, String sql, List<Object[]> all) throws SQLException {
    if (all.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Object[] values : all) {
        set(statement, values);
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, plain(values[i]));
    }
  }

  private static @Nullable Object plain(Object value) {
    return switch (value) {
      case Instant at -> at.atOffset(ZoneOffset.UTC);
      case Optional<?> optional -> optional.orElse(null);
      default -> value;
    };
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
