package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.novacron.init.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobTest {
  private static final Job.Rhythm RHYTHM =
      new Job.Rhythm(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(3));
  private static final Duration LATEST = Duration.ofMinutes(67);

  /** After which what went wrong is tried again, once at most. */
  private static final Duration TRIED_AGAIN = Duration.ofMinutes(11);

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final ActorTestKit kit =
      ActorTestKit.create(
          ManualTime.config()
              .withFallback(ConfigFactory.parseString("pekko.fail-mixed-versions = off")));
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<String> heard = kit.createTestProbe();
  private final TestProbe<String> begun = kit.createTestProbe();
  private final TestProbe<Thread> over = kit.createTestProbe();
  private final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();
  private volatile boolean deaf;
  private final Job job = new Job("tidying", RHYTHM, () -> NOW, this::work);

  @AfterEach
  void end() {
    deaf = false;
    kit.shutdownTestKit();
  }

  private String work() throws InterruptedException {
    begun.ref().tell("begun");
    if (deaf) {
      return listenToNobody();
    }
    String outcome = outcomes.poll(20, TimeUnit.SECONDS);
    if (outcome == null || outcome.startsWith("throw")) {
      throw new IllegalStateException(outcome);
    }
    return outcome;
  }

  private String listenToNobody() {
    while (deaf) {
      LockSupport.parkNanos(1_000_000);
    }
    over.ref().tell(Thread.currentThread());
    return "";
  }

  private ActorRef<Job.Command> start() {
    return kit.spawn(job.running(reports()));
  }

  private Reports reports() {
    return new Reports() {
      @Override
      public void lost(String reason) {
        heard.ref().tell("lost");
      }

      @Override
      public void ailing(String reason) {
        heard.ref().tell(reason);
      }

      @Override
      public void well() {
        heard.ref().tell("well");
      }
    };
  }

  private void run(String outcome) {
    time.timePasses(LATEST);
    begun.expectMessage("begun");
    outcomes.add(outcome);
  }

  @Test
  void itIsDoneAfterAWhileAndThenAgainAndAgain() {
    start();
    time.expectNoMessageFor(Duration.ofMinutes(4), begun);
    assertThat(job.done()).isEmpty();

    run("");
    heard.expectMessage("well");
    assertThat(job.done()).contains(NOW);
    time.expectNoMessageFor(Duration.ofMinutes(53), begun);
    run("");
    heard.expectMessage("well");
  }

  @Test
  void whatSomebodyShouldLookAfterIsReportedUntilItIsWell() {
    start();
    run("the disk is old");
    heard.expectMessage("the disk is old");
    assertThat(job.done()).isEmpty();

    run("throw me");
    assertThat(heard.receiveMessage()).contains("tidying failed", "throw me");
    run("");
    heard.expectMessage("well");
  }

  @Test
  void whatTakesTooLongIsInterruptedAndTriedAgain() {
    start();
    time.timePasses(RHYTHM.first());
    begun.expectMessage("begun");

    time.timePasses(RHYTHM.limit());
    heard.expectMessage("tidying took longer than 10800 s");
    run("");
    heard.expectMessage("well");
  }

  @Test
  void whatDoesNotEndHoldsBackTheNext() {
    deaf = true;
    start();
    time.timePasses(RHYTHM.first());
    begun.expectMessage("begun");
    time.timePasses(RHYTHM.limit());
    assertThat(heard.receiveMessage()).contains("took longer");

    time.timePasses(TRIED_AGAIN);
    assertThat(heard.receiveMessage()).contains("does not come to an end");
    begun.expectNoMessage();

    deaf = false;
    assertThat(ended(over.receiveMessage())).isTrue();
    run("");
    heard.expectMessage("well");
  }

  private static boolean ended(Thread worker) {
    try {
      return worker.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void whoIsStoppedDoesNothingMore() {
    ActorRef<Job.Command> ref = start();
    kit.stop(ref);

    time.expectNoMessageFor(LATEST, begun);
  }

  @Test
  void howItEndedIsCounted() {
    start();
    run("");
    heard.expectMessage("well");
    run("throw me");
    heard.receiveMessage();
    run("the disk is old");
    heard.receiveMessage();
    assertThat(job.runs()).isEqualTo(Map.of("done", 1L, "failed", 2L, "late", 0L));
  }

  @Test
  void whatDoesNotEndHoldsBackTheNextRunEvenOfAJobThatIsStartedAnew() throws Exception {
    var stubborn = new CountDownLatch(1);
    var runs = new AtomicInteger();
    var other =
        new Job(
            "stubborn",
            RHYTHM,
            () -> NOW,
            () -> {
              runs.incrementAndGet();
              begun.ref().tell("begun");
              while (!ended(stubborn)) {
                heard.ref().tell("interrupted");
              }
              return "";
            });
    ActorRef<Job.Command> first = kit.spawn(other.running(reports()));
    time.timePasses(RHYTHM.first());
    begun.expectMessage("begun");
    kit.stop(first);
    heard.expectMessage("interrupted");

    kit.spawn(other.running(reports()));
    time.timePasses(RHYTHM.first());
    heard.expectMessage("stubborn does not come to an end, though it was interrupted");
    assertThat(runs.get()).isEqualTo(1);
    stubborn.countDown();
  }

  private static boolean ended(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }
}
