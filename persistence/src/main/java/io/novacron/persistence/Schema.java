package io.novacron.persistence;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The tables of journal, snapshots and read side. Their scripts lie in {@code db/novacron}, one
 * folder per dialect; one that was published is never changed, only followed by the next.
 */
public final class Schema {
  /** Version of the newest script; a test holds it to that. */
  static final String NEWEST = "4";

  private static final String HISTORY = "novacron_schema";
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final long RETRY_NANOS = Duration.ofMillis(250).toNanos();

  private Schema() {}

  /**
   * Waits for the database, then brings its tables to the newest version. Several nodes may do so
   * at the same time.
   *
   * @return how many scripts were run; 0 when it was up to date
   * @throws DatabaseUnavailableException when it cannot be used within the start timeout, or the
   *     thread is interrupted while it waits
   */
  public static int migrate(DatabaseSettings settings) {
    long deadline = System.nanoTime() + settings.startTimeout().toNanos();
    while (true) {
      try {
        return undisturbed(settings);
      } catch (SQLException e) {
        if (!DatabaseTrouble.of(e).passes()
            || System.nanoTime() + RETRY_NANOS > deadline
            || Thread.currentThread().isInterrupted()) {
          throw DatabaseUnavailableException.of(settings, e);
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  /**
   * An embedded database is closed for good by the interruption of a thread that writes to it: so
   * what has begun is finished in a thread that nobody interrupts.
   */
  private static int undisturbed(DatabaseSettings settings) throws SQLException {
    try {
      return CompletableFuture.supplyAsync(
              () -> {
                try {
                  return attempt(settings);
                } catch (SQLException e) {
                  throw new CompletionException(e);
                }
              },
              Thread::startVirtualThread)
          .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case SQLException sql -> throw sql;
        case RuntimeException ours -> throw ours;
        case null, default -> throw e;
      }
    }
  }

  /** Flyway costs a second of start; it is called only where there is something to do. */
  private static int attempt(DatabaseSettings settings) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(settings.jdbcUrl(), settings.credentials())) {
      if (isNewest(connection)) {
        return 0;
      }
      // Open until Flyway is done: an embedded database would be closed in between.
      return runScripts(settings);
    }
  }

  private static int runScripts(DatabaseSettings settings) throws SQLException {
    try {
      return flyway(settings).migrate().migrationsExecuted;
    } catch (FlywayException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException sql) {
          throw sql;
        }
      }
      throw e;
    }
  }

  private static Flyway flyway(DatabaseSettings settings) {
    String dialect = settings.kind().isH2() ? "h2" : "postgresql";
    return Flyway.configure()
        .dataSource(settings.jdbcUrl(Duration.ZERO), settings.user(), settings.password().reveal())
        .locations("classpath:db/novacron/" + dialect)
        .table(HISTORY)
        .lockRetryCount(60)
        .load();
  }

  private static boolean isNewest(Connection connection) throws SQLException {
    return applied(connection).equals(NEWEST);
  }

  /** Version of the newest script that was run; empty before the first. */
  static String applied(Connection connection) throws SQLException {
    return hasHistory(connection) ? newestApplied(connection) : "";
  }

  private static boolean hasHistory(Connection connection) throws SQLException {
    try (var tables = connection.getMetaData().getTables(null, null, HISTORY, null)) {
      return tables.next();
    }
  }

  static String newestApplied(Connection connection) throws SQLException {
    String sql =
        String.format(
            Locale.ROOT,
            "SELECT \"version\" FROM \"%s\" WHERE \"success\" ORDER BY \"installed_rank\" DESC",
            HISTORY);
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }
}
