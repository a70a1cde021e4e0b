package io.novacron.bench;

import io.novacron.persistence.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads in the journal's table what has become of VMs, past everything that wrote it. */
final class JournalAudit implements AutoCloseable {
  /** To read the whole journal takes longer than a node would wait for an answer. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final long LOOK_NANOS = Duration.ofMillis(250).toNanos();
  private static final String EVENTS =
      "SELECT \"persistence_id\", \"event_ser_manifest\", \"sequence_number\""
          + " FROM \"event_journal\""
          + " WHERE \"persistence_id\" LIKE 'vm|%'";

  private static final String HORIZON = "SELECT max(last_ordering) FROM journal_horizon";

  /** What the lists do not show yet, or show on its way; each a look at an index. */
  private static final String UNSETTLED =
      "SELECT (SELECT coalesce(max(\"ordering\"), 0) FROM \"event_journal\")"
          + " - (SELECT coalesce(max(last_ordering), 0) FROM projection_offset)"
          + " + (SELECT count(*) FROM vm_view WHERE state = 'starting')";

  /**
   * What was found.
   *
   * @param lost operations that were acknowledged and are not there
   * @param forgotten operations that were acknowledged and are not there, but may have been: the
   *     first events of their VM were taken away, as retention does, and prove nothing any more
   * @param duplicated operations that are there more than once
   * @param events of VMs in all
   */
  record Findings(long lost, long forgotten, long duplicated, long events) {}

  /** What is there, by VM. */
  private static final class Found {
    private final Map<String, Integer> defined = new HashMap<>();
    private final Map<String, Integer> requested = new HashMap<>();
    private final Map<String, Long> first = new HashMap<>();
    private final boolean somethingWasForgotten;
    private long events;

    Found(boolean somethingWasForgotten) {
      this.somethingWasForgotten = somethingWasForgotten;
    }

    void add(String vm, String kind, long sequenceNr) {
      events++;
      first.merge(vm, sequenceNr, Math::min);
      if (kind.startsWith("vm.defined")) {
        defined.merge(vm, 1, Integer::sum);
      } else if (kind.startsWith("vm.start-requested")) {
        requested.merge(vm, 1, Integer::sum);
      }
    }

    /** Whether the beginning of a VM's life cannot be looked up any more. */
    boolean isForgotten(String vm) {
      return somethingWasForgotten && first.getOrDefault(vm, 1L) > 1;
    }

    Findings against(VmWorker.Acknowledged acknowledged) {
      var missing =
          Stream.concat(
                  missing(acknowledged.created(), defined),
                  missing(acknowledged.started(), requested))
              .collect(Collectors.partitioningBy(this::isForgotten, Collectors.counting()));
      return new Findings(
          missing.getOrDefault(false, 0L),
          missing.getOrDefault(true, 0L),
          repeated(defined) + repeated(requested),
          events);
    }
  }

  private final Connection connection;

  JournalAudit(DatabaseSettings settings) throws SQLException {
    connection =
        DriverManager.getConnection(
            settings.jdbcUrl(PATIENCE), settings.user(), settings.password().reveal());
  }

  /** What the database calls itself. */
  String product() throws SQLException {
    var data = connection.getMetaData();
    return data.getDatabaseProductName() + " " + data.getDatabaseProductVersion();
  }

  /** Whether every started VM runs and the lists have caught up, within {@code limit}. */
  boolean awaitSettled(Duration limit) throws SQLException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (number(UNSETTLED) > 0) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }

  /** Looks every acknowledged operation up. */
  Findings of(VmWorker.Acknowledged acknowledged) throws SQLException {
    var found = new Found(number(HORIZON) > 0);
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(EVENTS)) {
      while (rows.next()) {
        found.add(rows.getString(1).substring("vm|".length()), rows.getString(2), rows.getLong(3));
      }
    }
    return found.against(acknowledged);
  }

  private static Stream<String> missing(Queue<String> acknowledged, Map<String, Integer> found) {
    return acknowledged.stream().filter(vm -> !found.containsKey(vm));
  }

  private static long repeated(Map<String, Integer> found) {
    return found.values().stream().filter(times -> times > 1).count();
  }

  private long number(String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
