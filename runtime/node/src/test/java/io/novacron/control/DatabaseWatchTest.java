package io.novacron.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseWatchTest {
  private final ActorTestKit kit =
      ActorTestKit.create(
          ManualTime.config()
              .withFallback(ConfigFactory.parseString("pekko.fail-mixed-versions = off")));
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<String> heard = kit.createTestProbe();
  private final TestProbe<CompletableFuture<String>> asked = kit.createTestProbe();
  private final DatabaseWatch watch = new DatabaseWatch();

  @BeforeEach
  void begin() {
    kit.spawn(
        watch.watching(this::ping, _ -> heard.ref().tell("lost"), () -> heard.ref().tell("back")));
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private CompletableFuture<String> ping() {
    var answer = new CompletableFuture<String>();
    asked.ref().tell(answer);
    return answer;
  }

  @Test
  void whoIsAwayIsSaidToBeAndSoIsWhoIsBack() {
    asked.receiveMessage().completeExceptionally(new IllegalStateException("away"));
    heard.expectMessage("lost");
    assertThat(watch.answers()).isFalse();

    time.timePasses(DatabaseWatch.EVERY);
    asked.receiveMessage().complete("here");
    heard.expectMessage("back");
    assertThat(watch.answers()).isTrue();
  }

  @Test
  void anAnswerThatComesTooLateIsNone() {
    CompletableFuture<String> first = asked.receiveMessage();
    time.timePasses(DatabaseWatch.LIMIT);
    heard.expectMessage("lost");

    first.complete("late");
    time.timePasses(DatabaseWatch.EVERY);
    CompletableFuture<String> second = asked.receiveMessage();
    assertThat(watch.answers()).isFalse();
    second.complete("in time");
    heard.expectMessage("back");
  }
}
