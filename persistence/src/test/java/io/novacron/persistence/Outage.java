package io.novacron.persistence;

import static io.novacron.persistence.TestNode.PATIENCE;
import static io.novacron.persistence.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.Test;

/** What happens while the database is away, and after. */
abstract class Outage {
  /** Longer than any wait for the database, shorter than a person's patience. */
  private static final Duration IN_TIME = Duration.ofSeconds(10);

  abstract DatabaseSettings database() throws Exception;

  abstract void kill() throws Exception;

  abstract void restart() throws Exception;

  /** All processes of the database. */
  abstract Stream<ProcessHandle> processes();

  private void signal(String name) {
    processes().forEach(process -> signal(name, process));
  }

  /** One that has ended in the meantime needs none. */
  private static void signal(String name, ProcessHandle process) {
    try {
      var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      assertThat(kill.waitFor() == 0 || !process.isAlive()).isTrue();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("could not send " + name + " to " + process.pid(), e);
    }
  }

  /**
   * Again and again: the server may have started another process while the first ones were stopped,
   * and a signal is only on its way when it was sent.
   */
  private void hang() {
    await()
        .atMost(PATIENCE)
        .ignoreException(UncheckedIOException.class)
        .until(() -> {
          signal("STOP");
          return processes().allMatch(Outage::isStopped);
        });
  }

  /** As /proc/PID/task/TID/stat has it, behind the name in parentheses. */
  private static boolean isStopped(ProcessHandle process) {
    try (var threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
      return threads.allMatch(thread -> stat(thread).contains(") T "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String stat(Path thread) {
    try {
      return Files.readString(thread.resolve("stat"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Not at once: a ping may rest on an answer of the second before. */
  private static void awaitUnavailable(ReadSide readSide) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(readSide.ping().toCompletableFuture())
                .failsWithin(IN_TIME)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(DatabaseUnavailableException.class));
  }

  @Test
  void aDatabaseThatHangsIsNoticedInTimeAndUsedAgainWhenItGoesOn() throws Exception {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database)) {
      var counter = node.counter("a");
      node.add(counter, 1);
      assertThat(readSide.ping()).succeedsWithin(PATIENCE);
      try {
        hang();
        var during = node.tryAdd(counter, 1, IN_TIME).toCompletableFuture();
        awaitUnavailable(readSide);
        assertThat(during).failsWithin(PATIENCE).withThrowableOfType(ExecutionException.class);
      } finally {
        signal("CONT");
      }
      await()
          .atMost(PATIENCE.multipliedBy(2))
          .ignoreExceptions()
          .until(() -> await(node.tryAdd(counter, 1, IN_TIME)).total() >= 2);
      assertThat(node.number("SELECT count(*) FROM \"event_journal\""))
          .isEqualTo(node.get(counter));
    }
  }

  @Test
  void whileTheDatabaseIsAwayCommandsFailInTimeAndAfterwardsNothingIsLost() throws Exception {
    var database = database();
    try (var node = TestNode.on(database);
        var readSide = ReadSide.open(database);
        var feed = EventFeed.start(node.system, readSide)) {
      var sum = new AtomicLong();
      var projection =
          node.spawn(
              Projection.create(
                  "sums",
                  readSide,
                  (connection, events) -> {
                    for (FeedEvent event : events) {
                      long next = sum(connection) + ((Counter.Added) event.event()).amount();
                      put(connection, next);
                      sum.set(next);
                    }
                  }),
              "sums");
      var counter = node.counter("a");
      for (int i = 0; i < 50; i++) {
        node.add(counter, 1);
      }
      await().atMost(PATIENCE).until(() -> sum.get() == 50);

      kill();
      var during = node.tryAdd(counter, 1, IN_TIME).toCompletableFuture();
      assertThat(during).failsWithin(PATIENCE).withThrowableOfType(ExecutionException.class);
      awaitUnavailable(readSide);
      await()
          .atMost(PATIENCE)
          .until(() -> ProjectionTest.health(node, projection).error().isPresent());

      restart();
      await()
          .atMost(PATIENCE.multipliedBy(2))
          .ignoreExceptions()
          .until(() -> await(node.tryAdd(counter, 1, IN_TIME)).total() >= 51);
      long total = node.get(counter);
      await().atMost(PATIENCE.multipliedBy(2)).until(() -> sum.get() == total);
      assertThat(node.number("SELECT count(*) FROM \"event_journal\"")).isEqualTo(total);
      var events = feed.from(0).take(total).runWith(Sink.seq(), node.system).toCompletableFuture();
      assertThat(events).succeedsWithin(PATIENCE);
      assertThat(ProjectionTest.health(node, projection).error()).isEmpty();
    }
  }

  private static long sum(java.sql.Connection connection) throws java.sql.SQLException {
    return ReadTables.operation(connection, "a")
        .map(row -> Long.parseLong(row.document()))
        .orElse(0L);
  }

  private static void put(java.sql.Connection connection, long sum) throws java.sql.SQLException {
    ReadTables.putOperation(
        connection, new TaskRow("a", "vm", "counting", Long.toString(sum), Instant.now()));
  }
}
