package io.novacron.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A query over one table whose conditions depend on what is asked for. */
final class Select {
  /** What one row means. */
  @FunctionalInterface
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private final StringBuilder sql;
  private final List<Object> values = new ArrayList<>();
  private String separator = " WHERE ";

  Select(String columns, String table) {
    sql = new StringBuilder("SELECT " + columns + " FROM " + table);
  }

  /** Adds a condition with one {@code ?} per value. */
  Select where(String condition, Object... all) {
    sql.append(separator).append(condition);
    separator = " AND ";
    values.addAll(List.of(all));
    return this;
  }

  /** Adds a condition if there is a value for it. */
  Select whereIf(String condition, Optional<String> value) {
    return value.isPresent() ? where(condition, value.get()) : this;
  }

  /** The first {@code limit} rows in the order of {@code key}. */
  <T> List<T> first(int limit, String key, Connection connection, Row<T> row) throws SQLException {
    sql.append(" ORDER BY ").append(key).append(" FETCH FIRST ? ROWS ONLY");
    values.add(limit);
    return all(connection, row);
  }

  /** All rows. */
  <T> List<T> all(Connection connection, Row<T> row) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
      Sql.set(statement, values.toArray());
      var result = new ArrayList<T>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          result.add(row.of(rows));
        }
      }
      return result;
    }
  }

  /** The only row, if there is one. */
  <T> Optional<T> one(Connection connection, Row<T> row) throws SQLException {
    return all(connection, row).stream().findFirst();
  }
}
