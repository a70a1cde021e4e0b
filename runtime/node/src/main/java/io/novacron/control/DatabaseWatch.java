package io.novacron.control;

import io.novacron.persistence.ReadSide;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Keeps an eye on the database, so that commands are refused at once while it does not answer, in
 * place of each waiting for its own timeout.
 */
public final class DatabaseWatch {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private volatile boolean answers = true;

  /** What the watch hears, from itself alone. */
  public sealed interface Command {}

  private record Look() implements Command {}

  private record Seen(boolean answered) implements Command {}

  /** Whether it answered when it was last asked. */
  public boolean answers() {
    return answers;
  }

  /**
   * Keeps this watch.
   *
   * @param lost told when it does not answer any more, and what that means
   * @param back told when it does again
   */
  public Behavior<Command> watching(ReadSide readSide, Consumer<String> lost, Runnable back) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(timers -> {
          timers.startSingleTimer(new Look(), EVERY);
          return Behaviors.receiveMessage(
              command -> on(command, readSide, lost, back, context, timers));
        }));
  }

  private Behavior<Command> on(
      Command command,
      ReadSide readSide,
      Consumer<String> lost,
      Runnable back,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    switch (command) {
      case Look _ -> context.pipeToSelf(readSide.ping(), (_, failure) -> new Seen(failure == null));
      case Seen(var answered) -> {
        if (answers != answered) {
          answers = answered;
          tell(lost, back);
        }
        timers.startSingleTimer(new Look(), EVERY);
      }
    }
    return Behaviors.same();
  }

  private void tell(Consumer<String> lost, Runnable back) {
    if (answers) {
      back.run();
    } else {
      lost.accept("does not answer: commands are refused until it does");
    }
  }
}
