package io.novacron.persistence;

import static io.novacron.persistence.TestNode.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.novacron.persistence.Projection.Health;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On H2; the same on PostgreSQL is {@code ProjectionIT}. */
class ProjectionTest {
  @TempDir Path folder;

  DatabaseSettings database() {
    return DatabaseSettings.inFile(folder.resolve("db"));
  }

  /** Counts in the database itself, so that what is done twice is seen. */
  private static void count(Connection connection, List<FeedEvent> events) throws SQLException {
    for (FeedEvent event : events) {
      count(connection, event);
    }
  }

  private static void count(Connection connection, FeedEvent event) throws SQLException {
    var added = (Counter.Added) event.event();
    String id = event.persistenceId();
    var before = ReadTables.operation(connection, id);
    long sum = before.map(row -> Long.parseLong(row.document())).orElse(0L) + added.amount();
    ReadTables.putOperation(
        connection, new TaskRow(id, "vm", "counting", Long.toString(sum), Instant.now()));
  }

  private static ActorRef<Projection.Command> run(
      TestNode node, ReadSide readSide, ProjectionHandler handler) {
    return node.spawn(Projection.create("sums", readSide, handler), "sums-" + UUID.randomUUID());
  }

  static Health health(TestNode node, ActorRef<Projection.Command> projection) {
    return TestNode.await(
        AskPattern.<Projection.Command, Health>ask(
            projection, Projection.GetHealth::new, PATIENCE, node.system.scheduler()));
  }

  private static void awaitSum(ReadSide readSide, String counter, long sum) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(TestNode.await(readSide.operation("counter|" + counter)))
                .map(TaskRow::document)
                .contains(Long.toString(sum)));
  }

  @Test
  void everyEventIsAppliedOnceAcrossRestarts() {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      var counter = node.counter("a");
      node.add(counter, 1);
      node.add(counter, 2);
      var projection = run(node, readSide, ProjectionTest::count);
      awaitSum(readSide, "a", 3);
      node.add(counter, 4);
      awaitSum(readSide, "a", 7);
      projection.tell(Projection.Stop.NOW);
      node.add(counter, 8);
    }
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      run(node, readSide, ProjectionTest::count);
      awaitSum(readSide, "a", 15);
      node.add(node.counter("b"), 1);
      awaitSum(readSide, "b", 1);
      awaitSum(readSide, "a", 15);
    }
  }

  @Test
  void aFailingHandlerIsTriedAgainUntilItSucceedsAndSaysWhyItDoesNot() {
    var database = database();
    var broken = new AtomicBoolean(true);
    var tries = new AtomicInteger();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      var counter = node.counter("a");
      node.add(counter, 1);
      var projection =
          run(
              node,
              readSide,
              (connection, events) -> {
                tries.incrementAndGet();
                count(connection, events);
                if (broken.get()) {
                  throw new IllegalStateException("no ink");
                }
              });
      await().atMost(PATIENCE).until(() -> tries.get() >= 2);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            var health = health(node, projection);
            assertThat(health.error()).contains("no ink");
            assertThat(health.failingSince()).isPresent();
            assertThat(health.lastId()).isZero();
          });
      broken.set(false);
      awaitSum(readSide, "a", 1);
      await().atMost(PATIENCE).until(() -> health(node, projection).error().isEmpty());
      var health = health(node, projection);
      assertThat(health.lastId()).isPositive();
      assertThat(health.lag()).isPositive();
    }
  }

  @Test
  void twoRunnersOfTheSameProjectionDoNotApplyAnythingTwice() {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      run(node, readSide, ProjectionTest::count);
      run(node, readSide, ProjectionTest::count);
      var counter = node.counter("a");
      for (int i = 1; i <= 30; i++) {
        node.add(counter, 1);
      }
      awaitSum(readSide, "a", 30);
      node.add(counter, 1);
      awaitSum(readSide, "a", 31);
    }
  }

  @Test
  void anUnknownEventStopsTheProjectionThereAndIsNamed() throws SQLException {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      var counter = node.counter("a");
      node.add(counter, 1);
      rename(node, "counter.melted:1");
      node.add(counter, 1);
      var projection = run(node, readSide, ProjectionTest::count);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(health(node, projection).error().orElse("")).contains("counter.melted:1"));
      rename(node, "counter.added:1");
      awaitSum(readSide, "a", 2);
    }
  }

  private static void rename(TestNode node, String manifest) throws SQLException {
    try (var connection = node.connection()) {
      Sql.update(connection, "UPDATE \"event_journal\" SET \"event_ser_manifest\" = ?", manifest);
    }
  }
}
