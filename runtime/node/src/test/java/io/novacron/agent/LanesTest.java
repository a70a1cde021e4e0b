package io.novacron.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final Lanes lanes = new Lanes(Executors.newVirtualThreadPerTaskExecutor());
  private final Queue<String> done = new ConcurrentLinkedQueue<>();

  private void awaitDone(String... expected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(done).containsExactly(expected));
  }

  @Test
  void workOfOneLaneRunsOneAfterTheOtherAndOnlyOnceWhileItWaits() {
    var gate = new CountDownLatch(1);
    lanes.submit("web", "first", () -> await(gate));
    for (String what : List.of("a", "b", "a", "first", "b")) {
      lanes.submit("web", what, () -> done.add(what));
    }
    gate.countDown();

    awaitDone("a", "b");
  }

  @Test
  void lanesDoNotWaitForEachOther() {
    var gate = new CountDownLatch(1);
    lanes.submit("web", "slow", () -> await(gate));
    lanes.submit("db", "quick", () -> done.add("quick"));

    awaitDone("quick");
    gate.countDown();
  }

  @Test
  void aLaneThatWasEmptyTakesWorkAgain() {
    lanes.submit("web", "a", () -> done.add("a"));
    awaitDone("a");
    lanes.submit("web", "a", () -> done.add("a"));
    awaitDone("a", "a");
  }

  @Test
  void workThatFailsDoesNotCloseItsLane() {
    lanes.submit(
        "web",
        "a",
        () -> {
          throw new IllegalStateException("as meant");
        });
    lanes.submit("web", "b", () -> done.add("b"));
    awaitDone("b");
    lanes.submit("web", "a", () -> done.add("a"));
    awaitDone("b", "a");
  }

  private static void await(CountDownLatch gate) {
    try {
      assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
