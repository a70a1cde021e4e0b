package io.novacron.persistence;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;

/**
 * Which database, and how patient to be with it. The keys are explained in this module's
 * reference.conf.
 *
 * @param url JDBC URL without credentials; its prefix decides the {@link Kind}
 * @param user name to log in with
 * @param password where its password lies
 * @param journalConnections 1..100, connections that journal and snapshots share
 * @param readConnections 1..100, connections that lists and projections share
 * @param startTimeout how long to wait for the database at start
 * @param connectTimeout how long to wait for a connection, at least 1 s
 * @param answerTimeout how long to wait for an answer to one statement, at least 1 s
 * @param pollInterval how often the journal is asked for what is new, 10 ms to 60 s; a third as
 *     often while it is idle
 */
public record DatabaseSettings(
    String url,
    String user,
    Secret password,
    int journalConnections,
    int readConnections,
    Duration startTimeout,
    Duration connectTimeout,
    Duration answerTimeout,
    Duration pollInterval) {

  /** The databases that we know, each with its dialect. */
  public enum Kind {
    /** In this process's memory, gone with it; for tests. */
    H2_MEMORY,
    /** In a file that this process alone opens. */
    H2_FILE,
    /** An H2 server process, which several nodes of one machine share. */
    H2_SERVER,
    /** For several machines. */
    POSTGRESQL;

    /** Whether it speaks H2's dialect. */
    public boolean isH2() {
      return this != POSTGRESQL;
    }
  }

  public DatabaseSettings {
    kindOf(url);
    refuseCredentials(url);
    requireWithin("connections", journalConnections, 1, 100);
    requireWithin("read-connections", readConnections, 1, 100);
    requireWithin("connect-timeout", connectTimeout.toMillis(), 1_000, 600_000);
    requireWithin("answer-timeout", answerTimeout.toMillis(), 1_000, 600_000);
    requireWithin("poll-interval", pollInterval.toMillis(), 10, 60_000);
  }

  /** Reads {@code novacron.database} of a resolved configuration. */
  public static DatabaseSettings of(Config root) {
    Config c = root.getConfig("novacron.database");
    return new DatabaseSettings(
        c.getString("url"),
        c.getString("user"),
        Secret.of(c.getString("password")),
        c.getInt("connections"),
        c.getInt("read-connections"),
        c.getDuration("start-timeout"),
        c.getDuration("connect-timeout"),
        c.getDuration("answer-timeout"),
        c.getDuration("poll-interval"));
  }

  /** The defaults, at {@code url}. */
  public static DatabaseSettings at(String url, String user, Secret password) {
    return new DatabaseSettings(
        url,
        user,
        password,
        4,
        4,
        Duration.ofSeconds(10),
        Duration.ofSeconds(3),
        Duration.ofSeconds(5),
        Duration.ofMillis(200));
  }

  /** The embedded database in {@code file} (H2 adds {@code .mv.db}). */
  public static DatabaseSettings inFile(Path file) {
    return at("jdbc:h2:file:" + file.toAbsolutePath(), "novacron", new Secret.None());
  }

  /** These settings, with another patience at start. */
  public DatabaseSettings withStartTimeout(Duration timeout) {
    return new DatabaseSettings(
        url,
        user,
        password,
        journalConnections,
        readConnections,
        timeout,
        connectTimeout,
        answerTimeout,
        pollInterval);
  }

  /** What the URL stands for. */
  public Kind kind() {
    return kindOf(url);
  }

  /** Class of the JDBC driver. */
  public String driver() {
    return kind().isH2() ? "org.h2.Driver" : "org.postgresql.Driver";
  }

  /** The URL with the parameters that we rely on; those which it has already are kept. */
  public String jdbcUrl() {
    return jdbcUrl(answerTimeout);
  }

  /** As {@link #jdbcUrl()}, for statements that may take up to {@code answer}; zero: any time. */
  public String jdbcUrl(Duration answer) {
    return switch (kind()) {
      case H2_MEMORY -> h2("DATABASE_TO_UPPER=false", "DB_CLOSE_DELAY=-1");
      // What the first script sets is forgotten when the file is opened again: H2 would then write
      // what it has acknowledged half a second later.
      case H2_FILE -> h2("DATABASE_TO_UPPER=false", "DB_CLOSE_ON_EXIT=FALSE", "WRITE_DELAY=0");
      case H2_SERVER -> h2("DATABASE_TO_UPPER=false", "NETWORK_TIMEOUT=" + answer.toMillis());
      case POSTGRESQL ->
          postgresql(
              "reWriteBatchedInserts=true",
              "tcpKeepAlive=true",
              "ApplicationName=novacron",
              "connectTimeout=" + seconds(connectTimeout),
              "socketTimeout=" + seconds(answer));
    };
  }

  /** User and password as a driver wants them. Never to be printed. */
  Properties credentials() {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password.reveal());
    return properties;
  }

  private String h2(String... parameters) {
    return with(";", ";", parameters);
  }

  private String postgresql(String... parameters) {
    return with(url.contains("?") ? "&" : "?", "&", parameters);
  }

  private String with(String first, String next, String... parameters) {
    var result = new StringBuilder(url);
    String separator = first;
    for (String parameter : parameters) {
      if (!mentions(parameter.substring(0, parameter.indexOf('=') + 1))) {
        result.append(separator).append(parameter);
        separator = next;
      }
    }
    return result.toString();
  }

  private boolean mentions(String name) {
    return url.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
  }

  /** JDBC counts whole seconds; a fraction is rounded up so that it does not become "for ever". */
  private static long seconds(Duration duration) {
    return duration.plusMillis(999).toSeconds();
  }

  private static Kind kindOf(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return Kind.POSTGRESQL;
    }
    if (url.startsWith("jdbc:h2:tcp:") || url.startsWith("jdbc:h2:ssl:")) {
      return Kind.H2_SERVER;
    }
    if (url.startsWith("jdbc:h2:mem:")) {
      return Kind.H2_MEMORY;
    }
    if (url.startsWith("jdbc:h2:file:")) {
      return Kind.H2_FILE;
    }
    throw new IllegalArgumentException(
        "a database URL begins with jdbc:h2:file:, jdbc:h2:tcp: or jdbc:postgresql:");
  }

  private static void refuseCredentials(String url) {
    boolean named = url.toLowerCase(Locale.ROOT).contains("password=");
    if (named || (url.startsWith("jdbc:postgresql:") && url.contains("@"))) {
      throw new IllegalArgumentException(
          "a database URL carries no password; set novacron.database.password to file:<path> or"
              + " env:<name>");
    }
  }

  private static void requireWithin(String key, long value, long low, long high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "novacron.database." + key + " is " + value + ", not within " + low + ".." + high);
    }
  }
}
