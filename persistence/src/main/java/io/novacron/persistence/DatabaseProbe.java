package io.novacron.persistence;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Asks a database what it is and what we may do there; changes nothing in it. */
public final class DatabaseProbe {
  /** Among the missing rights: nothing can be written at all. */
  public static final String WRITE = "write anything, since it is read-only";

  private static final String CREATE = "create tables in its schema";
  private static final int ROUND_TRIPS = 5;

  private DatabaseProbe() {}

  /** Something that works and is worse than it could be. */
  public record Concern(String what, String remedy) {}

  /**
   * What was found.
   *
   * @param major the first part of {@code version}
   * @param schemaVersion of the newest script that was run there; empty before the first
   * @param upToDate whether no script is left to run
   * @param missingRights what our user would need and lacks, as words after "may not"
   * @param roundTripNanos of the smallest statement, median of a few
   * @param clockOffsetMillis how much later it is there than here
   */
  public record Found(
      String product,
      String version,
      int major,
      String schemaVersion,
      boolean upToDate,
      List<String> missingRights,
      long roundTripNanos,
      long clockOffsetMillis,
      List<Concern> concerns) {}

  /** Whether tables of {@code schemaVersion} were made by a later NovaCron than this. */
  public static boolean isNewer(String schemaVersion) {
    return Integer.parseInt(schemaVersion) > Integer.parseInt(Schema.NEWEST);
  }

  /**
   * Looks once and does not wait for it.
   *
   * @throws DatabaseUnavailableException when it does not let us in
   */
  public static Found look(DatabaseSettings settings) {
    boolean inFile = settings.kind() == DatabaseSettings.Kind.H2_FILE;
    String url = settings.jdbcUrl() + (inFile ? ";IFEXISTS=TRUE" : "");
    try (Connection connection = DriverManager.getConnection(url, settings.credentials())) {
      return look(settings, connection);
    } catch (SQLException e) {
      throw DatabaseUnavailableException.of(settings, e);
    }
  }

  private static Found look(DatabaseSettings settings, Connection connection) throws SQLException {
    var about = connection.getMetaData();
    boolean postgres = !settings.kind().isH2();
    String applied = Schema.applied(connection);
    return new Found(
        about.getDatabaseProductName(),
        about.getDatabaseProductVersion(),
        about.getDatabaseMajorVersion(),
        applied,
        applied.equals(Schema.NEWEST),
        postgres ? missingRights(connection, applied) : List.of(),
        roundTripNanos(connection),
        clockOffsetMillis(connection),
        postgres ? concerns(connection) : List.of());
  }

  private static List<String> missingRights(Connection connection, String applied)
      throws SQLException {
    List<String> missing = new ArrayList<>();
    if (one(connection, "SHOW transaction_read_only").equals("on")) {
      missing.add(WRITE);
    }
    if (!applied.equals(Schema.NEWEST) && !may(connection, "CREATE")) {
      missing.add(CREATE);
    }
    missing.addAll(closedTables(connection));
    return missing;
  }

  private static boolean may(Connection connection, String right) throws SQLException {
    String sql = "SELECT coalesce(has_schema_privilege(current_schema(), '" + right + "'), false)";
    return one(connection, sql).equals("t");
  }

  private static List<String> closedTables(Connection connection) throws SQLException {
    String sql =
        """
        SELECT 'use table ' || c.relname FROM pg_class c
        WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
          AND NOT (has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
            AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE'))
        ORDER BY 1 LIMIT 5
        """;
    List<String> closed = new ArrayList<>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        closed.add(rows.getString(1));
      }
    }
    return closed;
  }

  private static long roundTripNanos(Connection connection) throws SQLException {
    var times = new long[ROUND_TRIPS];
    for (int i = 0; i < ROUND_TRIPS; i++) {
      long begin = System.nanoTime();
      one(connection, "SELECT 1");
      times[i] = System.nanoTime() - begin;
    }
    Arrays.sort(times);
    return times[ROUND_TRIPS / 2];
  }

  private static long clockOffsetMillis(Connection connection) throws SQLException {
    Instant sent = Instant.now();
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT CURRENT_TIMESTAMP")) {
      row.next();
      Instant there = row.getTimestamp(1).toInstant();
      Duration half = Duration.between(sent, Instant.now()).dividedBy(2);
      return Duration.between(sent.plus(half), there).toMillis();
    }
  }

  private static List<Concern> concerns(Connection connection) throws SQLException {
    List<Concern> concerns = new ArrayList<>();
    for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
      if (one(connection, "SHOW " + setting).equals("off")) {
        concerns.add(
            new Concern(
                setting + " is off: what was acknowledged can be lost",
                "ALTER SYSTEM SET " + setting + " = on; SELECT pg_reload_conf();"));
      }
    }
    return concerns;
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }
}
