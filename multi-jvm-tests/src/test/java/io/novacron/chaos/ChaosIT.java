package io.novacron.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.multijvm.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each dependency of a node in each kind of trouble. What is asserted here is what docs/chaos.md
 * says, word for word: the last test holds the two together. Times are measured, and have generous
 * limits only.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 8, unit = TimeUnit.MINUTES)
@SuppressWarnings("NullAway.Init")
class ChaosIT {
  private static final int CANNOT_RUN = 5;
  private static final int UNAVAILABLE = 503;

  private final ChaosTable table = new ChaosTable();
  private Surroundings around;

  @BeforeAll
  void start(@TempDir Path folder) {
    around = new Surroundings(folder);
  }

  @AfterAll
  void stop() {
    around.close();
  }

  @Test
  @Order(1)
  void aNodeInOperationDoesWithoutWhatItCanAndComesBackByItself() {
    try (NodeUnderTest node = around.node()) {
      node.untilReady();
      node.startGuest();
      node.serving();
      new InOperation(node, around, table).all();
    }
  }

  @Test
  @Order(2)
  void aNodeDoesNotBootWithoutItsDatabaseAndSaysWhatToDo() {
    around.database().refuse();
    try (NodeUnderTest node =
        around.node("database.start-timeout-seconds=1", "monitoring.log.level=debug")) {
      node.until("database", "starting");
      assertThat(node.ready()).isEqualTo(UNAVAILABLE);
      assertThat(Ports.answers(node.process().spec().httpPort())).as("the API").isFalse();
      double ended = node.untilEnd();
      assertThat(node.process().exitCode()).isEqualTo(CANNOT_RUN);
      assertThat(node.process().log())
          .contains("database did not start, attempt 4")
          .containsSubsequence("management is stopped", "tls is stopped", "resources is stopped")
          .containsPattern("Description: .*cannot be used")
          .containsPattern("Cause: .*refused")
          .containsPattern("Action: .*Start the database");
      table.add(
          "Database",
          "down at boot",
          "four attempts, with 1, 2 and 4 s between them; then it stops what it has started in"
              + " reverse order and ends with exit code 5 and a *description*, a *cause* and an"
              + " *action*: \"Start the database\"",
          "never: it ended after "
              + Measured.seconds(ended)
              + " with `database.start-timeout-seconds` = 1; the default is 10, for each of the"
              + " four",
          "`/ready` 503 while it waits; the API takes no connections");
    } finally {
      around.database().allow();
    }
  }

  @Test
  @Order(3)
  void aNodeBootsWithoutItsCache() {
    around.cache().refuse();
    try (NodeUnderTest node = around.node()) {
      double ready = node.untilReady();
      assertThat(node.state("cache")).isEqualTo("degraded");
      node.says("cache", "this node caches in its own memory meanwhile");
      String words = node.serving().words();
      around.cache().allow();
      double used = node.until("cache", "ok");
      table.add(
          "Cache",
          "down at boot",
          "four attempts, then it boots without: *degraded* \"this node caches in its own memory"
              + " meanwhile\"",
          Measured.seconds(ready)
              + " from its start; *ok* "
              + Measured.seconds(used)
              + " after it had come",
          words);
    } finally {
      around.cache().allow();
    }
  }

  @Test
  @Order(4)
  void aNodeBootsWithoutItsModelServer() {
    around.models().stop();
    try (NodeUnderTest node = around.node()) {
      double ready = node.untilReady();
      assertThat(node.state("ml")).isEqualTo("degraded");
      node.says("ml", "takes no connection within 100 ms");
      String words = node.serving().words();
      around.models().start();
      double back = node.until("ml", "ok");
      table.add(
          "ML engine",
          "down at boot",
          "four attempts, then it boots without: *degraded* \"takes no connection within 100 ms\";"
              + " heuristics decide",
          Measured.seconds(ready)
              + " from its start; *ok* "
              + Measured.seconds(back)
              + " after it had come",
          words);
    }
  }

  @Test
  @Order(5)
  void aNodeThatLooksForItsClusterWaitsForWhereItLooks() {
    around.consul().refuse();
    try (NodeUnderTest node = around.node()) {
      node.until("registration", "degraded");
      assertThat(node.state("cluster")).isEqualTo("starting");
      Sight seen = node.look();
      assertThat(seen.ready()).isEqualTo(UNAVAILABLE);
      assertThat(seen.list()).returns(200, Answer::status);
      assertThat(seen.create()).returns("timed-out", Answer::code);
      around.consul().allow();
      double ready = node.untilServing();
      node.serving();
      table.add(
          "Discovery",
          "down at boot, where the cluster is looked up",
          "waits for its cluster, up to 2 min; then it ends as without a database, and says what it"
              + " looked for",
          "not until it is back; then after "
              + Measured.seconds(ready)
              + ". Its answers before took up to "
              + Measured.seconds(seen.slowest()),
          seen.words());
    } finally {
      around.consul().allow();
    }
  }

  @Test
  @Order(6)
  void aNodeThatKnowsItsClusterBootsWithoutARegistry() {
    around.consul().refuse();
    try (NodeUnderTest node = around.nodeWithSeeds()) {
      double ready = node.untilReady();
      assertThat(node.state("registration")).isEqualTo("degraded");
      String words = node.serving().words();
      around.consul().allow();
      double registered = node.until("registration", "ok");
      table.add(
          "Discovery",
          "down at boot, with seeds",
          "four attempts, then it boots without: *degraded* \"This node is not registered at the"
              + " Consul agent\"",
          Measured.seconds(ready)
              + " from its start; *ok* "
              + Measured.seconds(registered)
              + " after it had come",
          words);
    } finally {
      around.consul().allow();
    }
  }

  @Test
  @Order(7)
  void thePageSaysWhatWasFound() throws IOException {
    table.check();
  }
}
