package io.novacron.persistence;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.pattern.CircuitBreakerOpenException;

/** Tells Pekko Persistence to keep journal and snapshots in our database. */
public final class Database {
  private static final String SLICK = "pekko-persistence-jdbc.shared-databases.slick.";

  private Database() {}

  /**
   * Whether {@code failure}, or what caused it, is the database's absence: to try again later may
   * help.
   */
  public static boolean isUnavailable(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof DatabaseUnavailableException
          || t instanceof CircuitBreakerOpenException
          || (t instanceof SQLException e && DatabaseTrouble.of(e).passes())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Settings for the plugins of Pekko Persistence JDBC, to be laid over the application's own. They
   * hold the password in clear: not to be printed, and {@code pekko.log-config-on-start} stays off.
   *
   * <p>A statement waits for a place in a bounded queue, for a connection and for an answer, each
   * for seconds at most; after five failures in a row the circuit breaker answers at once, and
   * tries again every two seconds.
   */
  public static Config toPekkoConfig(DatabaseSettings settings) {
    var all = new LinkedHashMap<String, Object>();
    all.putAll(plugins(settings));
    all.putAll(pool(settings));
    return ConfigFactory.parseMap(all, "database settings");
  }

  private static Map<String, Object> plugins(DatabaseSettings settings) {
    var all = new LinkedHashMap<String, Object>();
    all.put("pekko.persistence.journal.plugin", "jdbc-journal");
    all.put("pekko.persistence.snapshot-store.plugin", "jdbc-snapshot-store");
    for (String plugin : new String[] {"jdbc-journal", "jdbc-snapshot-store"}) {
      all.put(plugin + ".use-shared-db", "slick");
      all.put(plugin + ".circuit-breaker.max-failures", 5);
      all.put(plugin + ".circuit-breaker.call-timeout", longest(settings) + "ms");
      all.put(plugin + ".circuit-breaker.reset-timeout", "2s");
    }
    // More than the entities of one node that write at the same time.
    all.put("jdbc-journal.bufferSize", 20_000);
    all.put("jdbc-journal.parallelism", settings.journalConnections());
    all.put("jdbc-journal.recovery-event-timeout", longest(settings) + "ms");
    return all;
  }

  private static Map<String, Object> pool(DatabaseSettings settings) {
    var all = new LinkedHashMap<String, Object>();
    all.put(
        SLICK + "profile",
        settings.kind().isH2() ? "slick.jdbc.H2Profile$" : "slick.jdbc.PostgresProfile$");
    String db = SLICK + "db.";
    all.put(db + "url", settings.jdbcUrl());
    all.put(db + "user", settings.user());
    all.put(db + "password", settings.password().reveal());
    all.put(db + "driver", settings.driver());
    all.put(db + "connectionPool", "HikariCP");
    all.put(db + "poolName", "journal");
    // Slick deadlocks unless both are the same.
    all.put(db + "numThreads", settings.journalConnections());
    all.put(db + "maxConnections", settings.journalConnections());
    all.put(db + "minConnections", Math.min(2, settings.journalConnections()));
    all.put(db + "queueSize", 5_000);
    all.put(db + "connectionTimeout", settings.connectTimeout().toMillis());
    all.put(db + "validationTimeout", 1_000);
    all.put(db + "keepAliveTime", 30_000);
    // The pool begins without a database and finds it when it comes.
    all.put(db + "initializationFailTimeout", -1);
    all.put(db + "keepAliveConnection", false);
    return all;
  }

  /** Milliseconds after which a call to the database has failed, whatever the reason. */
  private static long longest(DatabaseSettings settings) {
    return settings.connectTimeout().plus(settings.answerTimeout()).toMillis();
  }
}
