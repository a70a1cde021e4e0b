package io.novacron.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Adds or replaces a row, whose key is its last value, by one statement. H2 and PostgreSQL share
 * none. PostgreSQL's driver turns a batch of it into few statements of many rows each, so no two
 * rows of a batch may have the same key.
 */
record Upsert(String table, String key, List<String> columns) {
  static Upsert into(String table, String key, String... columns) {
    return new Upsert(table, key, List.copyOf(Arrays.asList(columns)));
  }

  /** In the dialect of {@code connection}. */
  String statement(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
        ? "INSERT INTO " + names() + " VALUES " + marks() + onConflict()
        : "MERGE INTO " + names() + " KEY (" + key + ") VALUES " + marks();
  }

  private String names() {
    return table + " (" + String.join(", ", columns) + ", " + key + ")";
  }

  private String marks() {
    return "(" + "?, ".repeat(columns.size()) + "?)";
  }

  private String onConflict() {
    return columns.stream()
        .map(column -> column + " = EXCLUDED." + column)
        .collect(Collectors.joining(", ", " ON CONFLICT (" + key + ") DO UPDATE SET ", ""));
  }
}
