package io.novacron.node;

import com.typesafe.config.ConfigFactory;
import io.novacron.init.Reports;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {
  /** Real time, in which the actor would have said it. */
  private static final Duration A_WHILE = Duration.ofMillis(100);

  private static final Duration QUARTER = Duration.ofMillis(250);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ActorTestKit kit =
      ActorTestKit.create(
          ManualTime.config()
              .withFallback(ConfigFactory.parseString("pekko.fail-mixed-versions = off")));
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<String> heard = kit.createTestProbe();
  private volatile String ailment = "";

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private void watch() {
    kit.spawn(Watch.create(() -> ailment, reports()));
  }

  private Reports reports() {
    return new Reports() {
      @Override
      public void lost(String reason) {
        heard.ref().tell("lost: " + reason);
      }

      @Override
      public void ailing(String reason) {
        heard.ref().tell("ailing: " + reason);
      }

      @Override
      public void well() {
        heard.ref().tell("well");
      }
    };
  }

  @Test
  void saysAtOnceHowItIs() {
    ailment = "not a member";
    watch();
    heard.expectMessage("ailing: not a member");
  }

  @Test
  void whatGoesWrongIsSaidWithinASecond() {
    watch();
    heard.expectMessage("well");
    ailment = "not a member";
    time.timePasses(SECOND);
    heard.expectMessage("ailing: not a member");
  }

  @Test
  void whatIsWellAgainIsSaidAQuarterOfASecondLater() {
    ailment = "not a member";
    watch();
    heard.expectMessage("ailing: not a member");
    ailment = "";
    time.timePasses(QUARTER);
    heard.expectMessage("well");
  }

  @Test
  void anotherReasonIsSaidAndTheSameOneIsNot() {
    ailment = "joining";
    watch();
    heard.expectMessage("ailing: joining");
    time.timePasses(QUARTER);
    heard.expectNoMessage(A_WHILE);
    ailment = "leaving";
    time.timePasses(QUARTER);
    heard.expectMessage("ailing: leaving");
  }

  @Test
  void afterAnAilmentItLooksEverySecondAgain() {
    ailment = "joining";
    watch();
    heard.expectMessage("ailing: joining");
    ailment = "";
    time.timePasses(QUARTER);
    heard.expectMessage("well");
    ailment = "leaving";
    time.timePasses(SECOND.minus(QUARTER));
    heard.expectNoMessage(A_WHILE);
    time.timePasses(QUARTER);
    heard.expectMessage("ailing: leaving");
  }
}
