package io.novacron.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A node that is up, and what it depends on lost, slow and back, one after the other. */
final class InOperation {
  private static final String DATABASE = "Database";
  private static final String CACHE = "Cache";
  private static final String MODELS = "ML engine";
  private static final String DISCOVERY = "Discovery";
  private static final String LOST = "lost in operation";
  private static final String SLOW = "slow";
  private static final String BACK = "back again";

  /** Each way: more than anybody waits for. */
  private static final Duration DELAY = Duration.ofSeconds(2);

  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final NodeUnderTest node;
  private final Surroundings around;
  private final ChaosTable table;

  InOperation(NodeUnderTest node, Surroundings around, ChaosTable table) {
    this.node = node;
    this.around = around;
    this.table = table;
  }

  /** Each leaves the node as it has found it: serving. */
  void all() {
    loseDatabase();
    slowDatabase();
    loseCache();
    slowCache();
    loseModels();
    slowModels();
    loseConsul();
    slowConsul();
  }

  /** The trouble is one of the node's, and never of its guest. */
  private void found(String dependency, String trouble, String does, String time, String sees) {
    node.awaitBeats();
    table.add(dependency, trouble, does, time, sees);
  }

  /** Neither lists that can be up to date, nor commands, but an answer at once. */
  private Sight withoutDatabase() {
    node.says("database", "does not answer: commands are refused until it does");
    Sight seen = node.look();
    assertThat(seen.ready()).isEqualTo(UNAVAILABLE);
    assertThat(seen.list()).returns(OK, Answer::status).returns(true, Answer::kept);
    assertThat(seen.create())
        .returns(UNAVAILABLE, Answer::status)
        .returns("database-unavailable", Answer::code);
    return seen;
  }

  private void loseDatabase() {
    around.database().refuse();
    var early = CompletableFuture.supplyAsync(node::create);
    double noticed = node.until("database", "failed");
    Sight seen = withoutDatabase();
    Answer first = early.orTimeout(NodeUnderTest.LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    assertThat(first.code()).isEqualTo("database-unavailable");
    Answer unasked = node.list("?pageSize=7");
    assertThat(unasked).returns("database-unavailable", Answer::code);
    assertThat(node.process().log()).doesNotContain("database has stopped working");
    found(
        DATABASE,
        LOST,
        "*failed* \"does not answer: commands are refused until it does\"; not ready; lists are"
            + " answered at once with what was kept of them; no component is started anew",
        Measured.noticed(noticed)
            + ": a new VM that was asked for before that was refused after "
            + Measured.seconds(first.seconds()),
        seen.words() + "; a list that was not kept " + unasked.words());

    around.database().allow();
    double ready = node.untilServing();
    found(
        DATABASE,
        BACK,
        "*ok*; ready by itself, nothing is to be done",
        Measured.seconds(ready),
        node.serving().words());
  }

  private void slowDatabase() {
    around.database().delay(DELAY);
    double noticed = node.until("database", "failed");
    found(
        DATABASE,
        SLOW,
        "with 4 s per round trip *failed*, as if it were lost: a connection within"
            + " `database.connect-timeout-seconds` and an answer within 5 s are the least that"
            + " helps",
        Measured.noticed(noticed),
        withoutDatabase().words());
    around.database().allow();
    node.untilServing();
    node.serving();
  }

  private void loseCache() {
    around.cache().refuse();
    double noticed = node.until("cache", "degraded");
    node.says("cache", "is not used", "this node caches in its own memory meanwhile");
    Sight seen = node.serving();
    found(
        CACHE,
        LOST,
        "*degraded* \"this node caches in its own memory meanwhile\"; a probe asks for it every"
            + " 0.25 to 5 s",
        Measured.allAlong(noticed, seen),
        seen.words());

    around.cache().allow();
    double used = node.until("cache", "ok");
    found(
        CACHE,
        BACK,
        "*ok*: Redis is used again",
        "all along; *ok* after " + Measured.seconds(used),
        node.serving().words());
  }

  private void slowCache() {
    around.cache().delay(DELAY);
    double noticed = node.until("cache", "degraded");
    node.says("cache", "it does not answer in time");
    Sight seen = node.serving();
    found(
        CACHE,
        SLOW,
        "*degraded* \"it does not answer in time\" after three answers in a row that took longer"
            + " than `cache.slow-ms`",
        Measured.allAlong(noticed, seen),
        seen.words());
    around.cache().allow();
    node.until("cache", "ok");
  }

  private void loseModels() {
    around.models().stop();
    double noticed = node.until("ml", "degraded");
    node.says("ml", "takes no connection within 100 ms");
    Sight seen = node.serving();
    found(
        MODELS,
        LOST,
        "*degraded* \"takes no connection within 100 ms\", after two misses; heuristics decide, as"
            + " they do today when it is there",
        Measured.allAlong(noticed, seen),
        seen.words());

    around.models().start();
    double back = node.until("ml", "ok");
    found(
        MODELS,
        BACK,
        "*ok*",
        "all along; *ok* after " + Measured.seconds(back),
        node.serving().words());
  }

  private void slowModels() {
    around.models().stop();
    around.models().startBusy();
    double noticed = node.until("ml", "degraded");
    node.says("ml", "takes no connection within 100 ms");
    Sight seen = node.serving();
    found(
        MODELS,
        SLOW,
        "too busy to take connections: *degraded*, as if it were lost. One that connects and"
            + " answers slowly is not noticed today, since nothing is asked of it yet",
        Measured.allAlong(noticed, seen),
        seen.words());
    around.models().stop();
    around.models().start();
    node.until("ml", "ok");
  }

  private void loseConsul() {
    around.consul().refuse();
    double noticed = node.until("registration", "degraded");
    node.says("registration", "This node is not registered at the Consul agent at");
    Sight seen = node.serving();
    assertThat(around.registered(node)).isEqualTo("critical");
    found(
        DISCOVERY,
        LOST,
        "stays a member of its cluster; *degraded* \"This node is not registered at the Consul"
            + " agent\" when no heartbeat has arrived for three of their intervals: new nodes do"
            + " not find it meanwhile",
        Measured.allAlong(noticed, seen),
        seen.words());

    around.consul().allow();
    double back = node.until("registration", "ok");
    node.until("registered", () -> around.registered(node).equals("passing"));
    found(
        DISCOVERY,
        BACK,
        "*ok*: registers anew",
        "all along; registered after " + Measured.seconds(back),
        node.serving().words());
  }

  private void slowConsul() {
    around.consul().delay(DELAY);
    double noticed = node.until("registration", "degraded");
    node.says("registration", "it does not answer");
    Sight seen = node.serving();
    found(
        DISCOVERY,
        SLOW,
        "*degraded* \"it does not answer\": an answer has 2 s; requests do not wait for it",
        Measured.allAlong(noticed, seen),
        seen.words());
    around.consul().allow();
    node.until("registration", "ok");
  }
}
