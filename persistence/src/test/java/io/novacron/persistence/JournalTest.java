package io.novacron.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On H2; the same on PostgreSQL is {@code JournalIT}. */
class JournalTest {
  @TempDir Path folder;

  DatabaseSettings database() {
    return DatabaseSettings.inFile(folder.resolve("db"));
  }

  @Test
  void whatWasAcknowledgedIsThereAfterARestart() {
    var database = database();
    try (var node = TestNode.on(database)) {
      var counter = node.counter("a");
      assertThat(node.add(counter, 3)).isEqualTo(3);
      assertThat(node.add(counter, 4)).isEqualTo(7);
    }
    try (var node = TestNode.on(database)) {
      assertThat(node.get(node.counter("a"))).isEqualTo(7);
      assertThat(node.get(node.counter("b"))).isZero();
    }
  }

  @Test
  void eventsAreKeptOnceAndUnderOurNames() throws SQLException {
    try (var node = TestNode.on(database())) {
      var counter = node.counter("a");
      node.add(counter, 1);
      node.add(counter, 2);
      assertThat(
              node.number(
                  "SELECT count(*) FROM \"event_journal\" j"
                      + " WHERE j.\"event_ser_manifest\" = 'counter.added:1'"
                      + " AND j.\"event_ser_id\" = 7001"))
          .isEqualTo(2);
    }
  }

  @Test
  void snapshotsAreTakenAndOldOnesForgotten() {
    var database = database();
    try (var node = TestNode.on(database)) {
      var counter = node.counter("a");
      for (int i = 1; i <= 45; i++) {
        assertThat(node.add(counter, 1)).isEqualTo(i);
      }
      await()
          .atMost(TestNode.PATIENCE)
          .untilAsserted(() -> {
            assertThat(node.number("SELECT max(\"sequence_number\") FROM \"snapshot\""))
                .isEqualTo(40);
            assertThat(node.number("SELECT count(*) FROM \"snapshot\"")).isLessThanOrEqualTo(3);
          });
    }
    try (var node = TestNode.on(database)) {
      assertThat(node.get(node.counter("a"))).isEqualTo(45);
    }
  }

  @Test
  void anEntityWithAnUnknownEventDoesNotComeUpUntilTheEventIsKnown() throws Exception {
    var database = database();
    try (var node = TestNode.on(database)) {
      node.add(node.counter("a"), 1);
      rename(node, "counter.melted:1");
    }
    try (var node = TestNode.on(database)) {
      var counter = node.counter("a");
      assertThat(node.tryAdd(counter, 1, Duration.ofSeconds(2)).toCompletableFuture())
          .failsWithin(TestNode.PATIENCE)
          .withThrowableOfType(ExecutionException.class);
      assertThat(node.number("SELECT count(*) FROM \"event_journal\"")).isEqualTo(1);
      rename(node, "counter.added:1");
      await().atMost(TestNode.PATIENCE).ignoreExceptions().until(() -> node.get(counter) >= 1);
    }
  }

  private static void rename(TestNode node, String manifest) throws SQLException {
    try (var connection = node.connection()) {
      Sql.update(connection, "UPDATE \"event_journal\" SET \"event_ser_manifest\" = ?", manifest);
    }
  }
}
