package io.novacron.node;

import io.novacron.init.Reports;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Looks every now and then how something does, and reports when that has changed; more often while
 * something is wrong, since others may wait for it.
 */
final class Watch {
  private static final Duration WHILE_WELL = Duration.ofSeconds(1);
  private static final Duration WHILE_AILING = Duration.ofMillis(250);

  private enum Look {
    NOW
  }

  private Watch() {}

  /**
   * Watches.
   *
   * @param ailment what is wrong; empty when nothing is. Must not block
   */
  static Behavior<?> create(Supplier<String> ailment, Reports reports) {
    return Behaviors.<Look>withTimers(timers -> looking(timers, ailment, reports, ailment.get()));
  }

  private static Behavior<Look> looking(
      TimerScheduler<Look> timers, Supplier<String> ailment, Reports reports, String last) {
    timers.startTimerWithFixedDelay(Look.NOW, last.isEmpty() ? WHILE_WELL : WHILE_AILING);
    say(reports, last);
    return Behaviors.receiveMessage(_ -> {
      String now = ailment.get();
      return now.equals(last) ? Behaviors.same() : looking(timers, ailment, reports, now);
    });
  }

  private static void say(Reports reports, String ailment) {
    if (ailment.isEmpty()) {
      reports.well();
    } else {
      reports.ailing(ailment);
    }
  }
}
