package io.novacron.node;

import io.novacron.init.Reports;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Looks every now and then how something does, and reports when that has changed. */
final class Watch {
  private static final Duration EVERY = Duration.ofMillis(250);

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
    return Behaviors.<Look>withTimers(timers -> {
      timers.startTimerWithFixedDelay(Look.NOW, EVERY);
      return looking(ailment, reports, ailment.get());
    });
  }

  private static Behavior<Look> looking(Supplier<String> ailment, Reports reports, String last) {
    say(reports, last);
    return Behaviors.receiveMessage(_ -> {
      String now = ailment.get();
      return now.equals(last) ? Behaviors.same() : looking(ailment, reports, now);
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
