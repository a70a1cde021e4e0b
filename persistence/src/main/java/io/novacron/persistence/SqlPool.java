package io.novacron.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A few connections for plain JDBC, each piece of work in a virtual thread. Opens without a
 * database and finds it when it comes.
 */
final class SqlPool implements AutoCloseable {
  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws Exception;
  }

  private static final int MOST_AT_ONCE = 2_000;

  private final DatabaseSettings settings;
  private final HikariDataSource connections;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private volatile OptionalLong answeredNanos = OptionalLong.empty();

  SqlPool(DatabaseSettings settings) {
    this.settings = settings;
    var config = new HikariConfig();
    config.setPoolName("read-side");
    config.setJdbcUrl(settings.jdbcUrl());
    config.setUsername(settings.user());
    config.setPassword(settings.password().reveal());
    config.setMaximumPoolSize(settings.readConnections());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(settings.connectTimeout().toMillis());
    config.setValidationTimeout(1_000);
    config.setKeepaliveTime(30_000);
    config.setInitializationFailTimeout(-1);
    config.setAutoCommit(false);
    connections = new HikariDataSource(config);
  }

  DatabaseSettings settings() {
    return settings;
  }

  /**
   * The result of {@code work}, which is a transaction: committed afterwards, or rolled back.
   * Exceptionally a {@link DatabaseUnavailableException} when there is no database to do it on or
   * too many wait for it.
   */
  <T> CompletionStage<T> call(Work<T> work) {
    return execute(connection -> transaction(connection, work));
  }

  /**
   * Like {@link #call}, of statements that change nothing and need not agree: each is a transaction
   * by itself, which saves the round trip for its end.
   */
  <T> CompletionStage<T> look(Work<T> work) {
    return execute(connection -> {
      connection.setAutoCommit(true);
      return work.on(connection);
    });
  }

  private <T> CompletionStage<T> execute(Work<T> work) {
    if (!places.tryAcquire()) {
      return CompletableFuture.failedFuture(crowded());
    }
    var result = new CompletableFuture<T>();
    threads.execute(() -> complete(result, work));
    return result;
  }

  private <T> void complete(CompletableFuture<T> result, Work<T> work) {
    try {
      result.complete(withConnection(work));
    } catch (Throwable t) {
      result.completeExceptionally(translated(t));
    } finally {
      places.release();
    }
  }

  /**
   * Whether some work was both begun and done in the last {@code time}: slow work tells nothing.
   */
  boolean hasAnsweredWithin(Duration time) {
    OptionalLong last = answeredNanos;
    return last.isPresent() && System.nanoTime() - last.getAsLong() <= time.toNanos();
  }

  private <T> T withConnection(Work<T> work) throws Exception {
    long asked = System.nanoTime();
    try (Connection connection = connections.getConnection()) {
      T result = work.on(connection);
      answeredNanos = OptionalLong.of(asked);
      return result;
    }
  }

  private static <T> T transaction(Connection connection, Work<T> work) throws Exception {
    try {
      T result = work.on(connection);
      connection.commit();
      return result;
    } catch (Throwable t) {
      rollback(connection, t);
      throw t;
    }
  }

  private static void rollback(Connection connection, Throwable why) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  /** {@code failure}, as a {@link DatabaseUnavailableException} if that is what it means. */
  Throwable translated(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof DatabaseUnavailableException || t instanceof UnreadableJournalException) {
        return t;
      }
      if (t instanceof SQLException e && DatabaseTrouble.of(e).passes()) {
        return DatabaseUnavailableException.of(settings, e);
      }
    }
    return failure instanceof CompletionException e && e.getCause() != null
        ? e.getCause()
        : failure;
  }

  private DatabaseUnavailableException crowded() {
    return DatabaseUnavailableException.of(
        settings, new SQLException(MOST_AT_ONCE + " requests wait for it already", "53000"));
  }

  @Override
  public void close() {
    threads.close();
    connections.close();
  }
}
