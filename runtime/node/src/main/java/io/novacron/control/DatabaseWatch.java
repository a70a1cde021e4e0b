package io.novacron.control;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Keeps an eye on the database, so that commands are refused at once while it does not answer, in
 * place of each waiting for its own timeout.
 */
public final class DatabaseWatch {
  static final Duration EVERY = Duration.ofSeconds(1);

  /** What comes later helps nobody: a command asks several times, and waits for each answer. */
  static final Duration LIMIT = Duration.ofSeconds(5);

  private volatile boolean answers = true;

  /** What the watch hears, from itself alone. */
  public sealed interface Command {}

  private record Look(long number) implements Command {}

  private record Seen(long look, boolean answered) implements Command {}

  /** Whether it answered in time when it was last asked. */
  public boolean answers() {
    return answers;
  }

  /**
   * Keeps this watch.
   *
   * @param ping asks the database for anything; fails when it does not answer
   * @param lost told when it does not answer any more, and what that means
   * @param back told when it does again
   */
  public Behavior<Command> watching(
      Supplier<? extends CompletionStage<?>> ping, Consumer<String> lost, Runnable back) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(timers -> {
          context.getSelf().tell(new Look(1));
          return looking(1, new Eye(ping, lost, back, context, timers));
        }));
  }

  /** What it looks with, and whom it tells. */
  private record Eye(
      Supplier<? extends CompletionStage<?>> ping,
      Consumer<String> lost,
      Runnable back,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    void look(long number) {
      timers.startSingleTimer("late", new Seen(number, false), LIMIT);
      context.pipeToSelf(ping.get(), (_, failure) -> new Seen(number, failure == null));
    }
  }

  /** Look {@code current} is due or under way; an answer to one before comes too late. */
  private Behavior<Command> looking(long current, Eye eye) {
    return Behaviors.receiveMessage(command ->
        switch (command) {
          case Look(var number) -> {
            eye.look(number);
            yield Behaviors.same();
          }
          case Seen(var look, var answered) when look == current -> {
            eye.timers().cancel("late");
            eye.timers().startSingleTimer("next", new Look(current + 1), EVERY);
            note(answered, eye);
            yield looking(current + 1, eye);
          }
          case Seen _ -> Behaviors.same();
        });
  }

  private void note(boolean answered, Eye eye) {
    if (answers != answered) {
      answers = answered;
      if (answered) {
        eye.back().run();
      } else {
        eye.lost().accept("does not answer: commands are refused until it does");
      }
    }
  }
}
