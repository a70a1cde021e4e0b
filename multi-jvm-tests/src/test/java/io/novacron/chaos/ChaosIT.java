package io.novacron.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.multijvm.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
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
  private static final String DOWN = "down at boot";
  private static final String LOST = "lost in operation";
  private static final String SLOW = "slow";
  private static final String BACK = "back again";
  private static final String DATABASE = "Database";
  private static final String CACHE = "Cache";
  private static final String MODELS = "ML engine";
  private static final String DISCOVERY = "Discovery";

  /** Each way: more than anybody waits for. */
  private static final Duration DELAY = Duration.ofSeconds(2);

  private static final int CANNOT_RUN = 5;
  private static final int OK = 200;
  private static final int CREATED = 201;
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

  private static String seconds(double measured) {
    return String.format(Locale.ROOT, "%.1f s", measured);
  }

  private static String noticed(double after) {
    return "not until it is back; noticed after " + seconds(after);
  }

  private static String allAlong(double noticed, Sight seen) {
    return "all along (slowest answer "
        + seconds(seen.slowest())
        + "); noticed after "
        + seconds(noticed);
  }

  /** All is well, for users and for probes. */
  private static Sight serving(NodeUnderTest node) {
    Sight seen = node.look();
    assertThat(seen.ready()).isEqualTo(OK);
    assertThat(seen.list()).returns(OK, Answer::status).returns(false, Answer::kept);
    assertThat(seen.create()).returns(CREATED, Answer::status);
    return seen;
  }

  private static void says(NodeUnderTest node, String component, String... words) {
    assertThat(node.reason(component)).contains(words);
  }

  @Test
  @Order(1)
  void aNodeInOperationDoesWithoutWhatItCanAndComesBackByItself() {
    try (NodeUnderTest node = around.node()) {
      node.untilReady();
      node.startGuest();
      serving(node);
      loseDatabase(node);
      slowDatabase(node);
      loseCache(node);
      slowCache(node);
      loseModels(node);
      slowModels(node);
      loseConsul(node);
      slowConsul(node);
    }
  }

  /** The trouble is one of the node's, and never of its guest. */
  private void found(
      NodeUnderTest node,
      String dependency,
      String trouble,
      String does,
      String time,
      String sees) {
    node.awaitBeats();
    table.add(dependency, trouble, does, time, sees);
  }

  /** Neither lists that can be up to date, nor commands, but an answer at once. */
  private static Sight withoutDatabase(NodeUnderTest node) {
    says(node, "database", "does not answer: commands are refused until it does");
    Sight seen = node.look();
    assertThat(seen.ready()).isEqualTo(UNAVAILABLE);
    assertThat(seen.list()).returns(OK, Answer::status).returns(true, Answer::kept);
    assertThat(seen.create())
        .returns(UNAVAILABLE, Answer::status)
        .returns("database-unavailable", Answer::code);
    return seen;
  }

  private void loseDatabase(NodeUnderTest node) {
    around.database().refuse();
    var early = CompletableFuture.supplyAsync(node::create);
    double noticed = node.until("database", "failed");
    Sight seen = withoutDatabase(node);
    Answer first = early.orTimeout(NodeUnderTest.LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    assertThat(first.code()).isEqualTo("database-unavailable");
    assertThat(node.process().log()).doesNotContain("database has stopped working");
    found(
        node,
        DATABASE,
        LOST,
        "*failed* \"does not answer: commands are refused until it does\"; not ready; lists are"
            + " answered at once with what was kept of them; no component is started anew",
        noticed(noticed)
            + ": a new VM that was asked for before that was refused after "
            + seconds(first.seconds()),
        seen.words());

    around.database().allow();
    double ready = node.untilServing();
    found(
        node,
        DATABASE,
        BACK,
        "*ok*; ready by itself, nothing is to be done",
        seconds(ready),
        serving(node).words());
  }

  private void slowDatabase(NodeUnderTest node) {
    around.database().delay(DELAY);
    double noticed = node.until("database", "failed");
    found(
        node,
        DATABASE,
        SLOW,
        "with 4 s per round trip *failed*, as if it were lost: a connection within"
            + " `database.connect-timeout-seconds` and an answer within 5 s are the least that"
            + " helps",
        noticed(noticed),
        withoutDatabase(node).words());
    around.database().allow();
    node.untilServing();
    serving(node);
  }

  private void loseCache(NodeUnderTest node) {
    around.cache().refuse();
    double noticed = node.until("cache", "degraded");
    says(node, "cache", "is not used", "this node caches in its own memory meanwhile");
    Sight seen = serving(node);
    found(
        node,
        CACHE,
        LOST,
        "*degraded* \"this node caches in its own memory meanwhile\"; a probe asks for it every"
            + " 0.25 to 5 s",
        allAlong(noticed, seen),
        seen.words());

    around.cache().allow();
    double used = node.until("cache", "ok");
    found(
        node,
        CACHE,
        BACK,
        "*ok*: Redis is used again",
        "all along; *ok* after " + seconds(used),
        serving(node).words());
  }

  private void slowCache(NodeUnderTest node) {
    around.cache().delay(DELAY);
    double noticed = node.until("cache", "degraded");
    says(node, "cache", "it does not answer in time");
    Sight seen = serving(node);
    found(
        node,
        CACHE,
        SLOW,
        "*degraded* \"it does not answer in time\" after three answers in a row that took longer"
            + " than `cache.slow-ms`",
        allAlong(noticed, seen),
        seen.words());
    around.cache().allow();
    node.until("cache", "ok");
  }

  private void loseModels(NodeUnderTest node) {
    around.models().stop();
    double noticed = node.until("ml", "degraded");
    says(node, "ml", "takes no connection within 100 ms");
    Sight seen = serving(node);
    found(
        node,
        MODELS,
        LOST,
        "*degraded* \"takes no connection within 100 ms\", after two misses; heuristics decide, as"
            + " they do today when it is there",
        allAlong(noticed, seen),
        seen.words());

    around.models().start();
    double back = node.until("ml", "ok");
    found(
        node,
        MODELS,
        BACK,
        "*ok*",
        "all along; *ok* after " + seconds(back),
        serving(node).words());
  }

  private void slowModels(NodeUnderTest node) {
    around.models().stop();
    around.models().startBusy();
    double noticed = node.until("ml", "degraded");
    says(node, "ml", "takes no connection within 100 ms");
    Sight seen = serving(node);
    found(
        node,
        MODELS,
        SLOW,
        "too busy to take connections: *degraded*, as if it were lost. One that connects and"
            + " answers slowly is not noticed today, since nothing is asked of it yet",
        allAlong(noticed, seen),
        seen.words());
    around.models().stop();
    around.models().start();
    node.until("ml", "ok");
  }

  private void loseConsul(NodeUnderTest node) {
    around.consul().refuse();
    double noticed = node.until("registration", "degraded");
    says(node, "registration", "This node is not registered at the Consul agent at");
    Sight seen = serving(node);
    assertThat(around.registered(node)).isEqualTo("critical");
    found(
        node,
        DISCOVERY,
        LOST,
        "stays a member of its cluster; *degraded* \"This node is not registered at the Consul"
            + " agent\" when no heartbeat has arrived for three of their intervals: new nodes do"
            + " not find it meanwhile",
        allAlong(noticed, seen),
        seen.words());

    around.consul().allow();
    double back = node.until("registration", "ok");
    node.until("registered", () -> around.registered(node).equals("passing"));
    found(
        node,
        DISCOVERY,
        BACK,
        "*ok*: registers anew",
        "all along; registered after " + seconds(back),
        serving(node).words());
  }

  private void slowConsul(NodeUnderTest node) {
    around.consul().delay(DELAY);
    double noticed = node.until("registration", "degraded");
    says(node, "registration", "it does not answer");
    Sight seen = serving(node);
    found(
        node,
        DISCOVERY,
        SLOW,
        "*degraded* \"it does not answer\": an answer has 2 s; requests do not wait for it",
        allAlong(noticed, seen),
        seen.words());
    around.consul().allow();
    node.until("registration", "ok");
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
          DATABASE,
          DOWN,
          "four attempts, with 1, 2 and 4 s between them; then it stops what it has started in"
              + " reverse order and ends with exit code 5 and a *description*, a *cause* and an"
              + " *action*: \"Start the database\"",
          "never: it ended after "
              + seconds(ended)
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
      says(node, "cache", "this node caches in its own memory meanwhile");
      String words = serving(node).words();
      around.cache().allow();
      double used = node.until("cache", "ok");
      table.add(
          CACHE,
          DOWN,
          "four attempts, then it boots without: *degraded* \"this node caches in its own memory"
              + " meanwhile\"",
          seconds(ready) + " from its start; *ok* " + seconds(used) + " after it had come",
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
      says(node, "ml", "takes no connection within 100 ms");
      String words = serving(node).words();
      around.models().start();
      double back = node.until("ml", "ok");
      table.add(
          MODELS,
          DOWN,
          "four attempts, then it boots without: *degraded* \"takes no connection within 100 ms\";"
              + " heuristics decide",
          seconds(ready) + " from its start; *ok* " + seconds(back) + " after it had come",
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
      assertThat(seen.list()).returns(OK, Answer::status);
      assertThat(seen.create()).returns("timed-out", Answer::code);
      around.consul().allow();
      double ready = node.untilServing();
      serving(node);
      table.add(
          DISCOVERY,
          DOWN + ", where the cluster is looked up",
          "waits for its cluster, up to 2 min; then it ends as without a database, and says what it"
              + " looked for",
          "not until it is back; then after "
              + seconds(ready)
              + ". Its answers before took up to "
              + seconds(seen.slowest()),
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
      String words = serving(node).words();
      around.consul().allow();
      double registered = node.until("registration", "ok");
      table.add(
          DISCOVERY,
          DOWN + ", with seeds",
          "four attempts, then it boots without: *degraded* \"This node is not registered at the"
              + " Consul agent\"",
          seconds(ready) + " from its start; *ok* " + seconds(registered) + " after it had come",
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
