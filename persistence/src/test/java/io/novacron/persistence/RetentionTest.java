package io.novacron.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On H2; the same on PostgreSQL is {@code RetentionIT}. */
class RetentionTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;

  DatabaseSettings database() {
    return DatabaseSettings.inFile(folder.resolve("db"));
  }

  /** Counts up to {@code events} and waits for the last of the snapshots at each ten. */
  private static void count(TestNode node, String id, int events) {
    var counter = node.counter(id);
    for (int i = 1; i <= events; i++) {
      node.add(counter, 1);
    }
    await()
        .atMost(TestNode.PATIENCE)
        .until(() -> snapshots(node, id, "max(\"sequence_number\")") == events / 10L * 10);
  }

  private static long snapshots(TestNode node, String id, String figure) throws SQLException {
    return figure(node, "snapshot", id, figure);
  }

  private static long events(TestNode node, String id, String figure) throws SQLException {
    return figure(node, "event_journal", id, figure);
  }

  private static long figure(TestNode node, String table, String id, String figure)
      throws SQLException {
    return node.number(
        String.format(
            "SELECT coalesce(%s, 0) FROM \"%s\" WHERE \"persistence_id\" = 'counter|%s'",
            figure, table, id));
  }

  private static void run(TestNode node, String sql) throws SQLException {
    try (var connection = node.connection()) {
      Sql.update(connection, sql);
    }
  }

  /** As if all had been written a day and a minute earlier. */
  private static void age(TestNode node) throws SQLException {
    run(
        node,
        "UPDATE \"event_journal\" SET \"write_timestamp\" = \"write_timestamp\" - "
            + DAY.plusMinutes(1).toMillis());
  }

  private static void consume(TestNode node, String projection, long ordering) throws SQLException {
    run(
        node,
        String.format(
            "INSERT INTO projection_offset (projection, last_ordering, updated_at)"
                + " VALUES ('%s', %d, CURRENT_TIMESTAMP)",
            projection, ordering));
  }

  private static int forget(ReadSide readSide) {
    var retention = new Retention(readSide);
    int rows = 0;
    Optional<Long> at = Optional.of(0L);
    while (at.isPresent()) {
      var step = TestNode.await(retention.forgetEvents(at.get(), DAY));
      rows += step.rows();
      at = step.next();
    }
    return rows;
  }

  @Test
  void whatLiesBeforeAllSnapshotsGoesAndTheEntityComesUpTheSame() throws SQLException {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      count(node, "a", 45);
      long covered = snapshots(node, "a", "min(\"sequence_number\")");
      age(node);
      consume(node, "lists", 45);
      assertThat(forget(readSide)).isEqualTo((int) covered).isPositive();
      assertThat(events(node, "a", "min(\"sequence_number\")")).isEqualTo(covered + 1);
      assertThat(events(node, "a", "count(*)")).isEqualTo(45 - covered);
      assertThat(forget(readSide)).as("a second time").isZero();
    }
    try (var node = TestNode.on(database)) {
      var counter = node.counter("a");
      assertThat(node.get(counter)).isEqualTo(45);
      node.add(counter, 5);
      assertThat(events(node, "a", "max(\"sequence_number\")")).isEqualTo(46);
    }
  }

  @Test
  void everySnapshotThatIsLeftCanBeComeUpFrom() throws SQLException {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      count(node, "a", 45);
      age(node);
      consume(node, "lists", 45);
      forget(readSide);
      run(node, "DELETE FROM \"snapshot\" WHERE \"sequence_number\" = 40");
      assertThat(snapshots(node, "a", "count(*)")).isPositive();
    }
    try (var node = TestNode.on(database)) {
      assertThat(node.get(node.counter("a"))).isEqualTo(45);
    }
  }

  @Test
  void whatIsYoungUncoveredOrNotYetAppliedEverywhereStays() throws SQLException {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      count(node, "few", 9);
      count(node, "many", 30);
      assertThat(forget(readSide)).as("no projection at all").isZero();
      consume(node, "lists", 39);
      assertThat(forget(readSide)).as("written a moment ago").isZero();
      age(node);
      consume(node, "slow", 12);
      assertThat(forget(readSide)).as("applied by both, and covered").isEqualTo(3);
      run(node, "UPDATE projection_offset SET last_ordering = 39");
      assertThat(forget(readSide)).isPositive();
      assertThat(events(node, "few", "count(*)")).isEqualTo(9);
    }
  }

  @Test
  void theNewestEventStaysSoThatNumbersGoOn() throws SQLException {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      count(node, "a", 10);
      age(node);
      consume(node, "lists", 10);
      assertThat(forget(readSide)).isEqualTo(9);
      assertThat(events(node, "a", "min(\"sequence_number\")")).isEqualTo(10);
    }
    try (var node = TestNode.on(database)) {
      assertThat(node.add(node.counter("a"), 1)).isEqualTo(11);
      assertThat(events(node, "a", "max(\"sequence_number\")")).isEqualTo(11);
    }
  }

  @Test
  void whoReadsOnFromBeforeWhatIsGoneIsToldAndLosesNothingElse() throws SQLException {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      count(node, "gone", 10);
      count(node, "few", 3);
      count(node, "gone-too", 10);
      age(node);
      consume(node, "lists", 23);
      assertThat(forget(readSide)).isEqualTo(18);
      node.add(node.counter("few"), 1);
      try (var feed = EventFeed.start(node.system, readSide)) {
        String all = "-9 10 11 12 13 -22 23 24";
        assertThat(pages(feed, 0, 100)).as("from the database").isEqualTo(all);
        assertThat(pages(feed, 0, 1)).isEqualTo(all);
        assertThat(pages(feed, 4, 2)).as("from inside of a gap").isEqualTo(all);
        assertThat(pages(feed, 9, 100)).isEqualTo("10 11 12 13 -22 23 24");
        assertThat(pages(feed, 22, 100)).as("behind all gaps").isEqualTo("23 24");
        assertThat(followed(node, feed, 0, 8)).isEqualTo(all);
        assertThat(pages(feed, 12, 100)).as("from memory").isEqualTo("13 -22 23 24");
      }
    }
  }

  /** Ids of all events after {@code after}, read page by page; those that are gaps as negatives. */
  private static String pages(EventFeed feed, long after, int limit) {
    List<FeedEvent> seen = new ArrayList<>();
    List<FeedEvent> page = TestNode.await(feed.page(after, limit));
    while (!page.isEmpty()) {
      assertThat(page.size()).isLessThanOrEqualTo(limit);
      seen.addAll(page);
      page = TestNode.await(feed.page(page.getLast().id(), limit));
    }
    return told(seen);
  }

  private static String followed(TestNode node, EventFeed feed, long after, int count) {
    return told(TestNode.await(feed.from(after).take(count).runWith(Sink.seq(), node.system)));
  }

  private static String told(List<FeedEvent> events) {
    return events.stream()
        .map(event -> (event.event() instanceof Forgotten ? "-" : "") + event.id())
        .collect(Collectors.joining(" "));
  }

  @Test
  void oneStepLooksAtAThousandRowsAtMost() throws SQLException {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      count(node, "a", 10);
      copy(node, 2_500);
      age(node);
      run(node, "DELETE FROM \"snapshot\"");
      consume(node, "lists", 10_000);
      var retention = new Retention(readSide);
      var first = TestNode.await(retention.forgetEvents(0, DAY));
      assertThat(first.next()).contains((long) Retention.ROWS);
      var second = TestNode.await(retention.forgetEvents(first.next().orElseThrow(), DAY));
      assertThat(second.next()).contains(2L * Retention.ROWS);
      assertThat(events(node, "a", "count(*)")).isEqualTo(2_510);
    }
  }

  private static void copy(TestNode node, int times) throws SQLException {
    String columns =
        "\"deleted\", \"writer\", \"write_timestamp\", \"adapter_manifest\", \"event_ser_id\","
            + " \"event_ser_manifest\", \"event_payload\"";
    try (var connection = node.connection()) {
      for (int i = 1; i <= times; i++) {
        Sql.update(
            connection,
            "INSERT INTO \"event_journal\" (\"persistence_id\", \"sequence_number\", "
                + columns
                + ") SELECT \"persistence_id\", \"sequence_number\" + ?, "
                + columns
                + " FROM \"event_journal\" WHERE \"sequence_number\" = 10",
            i);
      }
    }
  }

  @Test
  void onlyTheNewestSnapshotsOfEachEntityStay() throws SQLException {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      count(node, "a", 25);
      count(node, "b", 10);
      leaveBehind(node, 5);
      var retention = new Retention(readSide);
      var step = TestNode.await(retention.forgetSnapshots("", 2));
      assertThat(step).isEqualTo(new Retention.Step<>(1, Optional.of("counter|b")));
      assertThat(TestNode.await(retention.forgetSnapshots("counter|b", 2)).next()).isEmpty();
      assertThat(snapshots(node, "a", "min(\"sequence_number\")")).isEqualTo(10);
      assertThat(snapshots(node, "a", "count(*)")).isEqualTo(2);
      assertThat(snapshots(node, "b", "count(*)")).isEqualTo(1);
      TestNode.await(retention.forgetSnapshots("", 1));
      assertThat(snapshots(node, "a", "min(\"sequence_number\")")).isEqualTo(20);
      assertThatThrownBy(() -> retention.forgetSnapshots("", 0)).hasMessageContaining("at least");
    }
    try (var node = TestNode.on(database)) {
      assertThat(node.get(node.counter("a"))).isEqualTo(25);
      assertThat(node.get(node.counter("b"))).isEqualTo(10);
    }
  }

  /** An older snapshot, as an entity leaves behind that could not take it away. */
  private static void leaveBehind(TestNode node, long sequenceNr) throws SQLException {
    String columns =
        "\"created\", \"snapshot_ser_id\", \"snapshot_ser_manifest\", \"snapshot_payload\"";
    run(
        node,
        "INSERT INTO \"snapshot\" (\"persistence_id\", \"sequence_number\", "
            + columns
            + ") SELECT \"persistence_id\", "
            + sequenceNr
            + ", "
            + columns
            + " FROM \"snapshot\" WHERE \"persistence_id\" = 'counter|a'"
            + " AND \"sequence_number\" = 10");
  }
}
