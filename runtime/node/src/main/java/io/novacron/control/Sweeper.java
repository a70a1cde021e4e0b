package io.novacron.control;

import io.novacron.persistence.TaskQuery;
import io.novacron.view.Views;
import io.novacron.vm.Operation;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Wakes the entities of everything that is under way, so that it goes on after the death of the
 * node that drove it: one per cluster, every few seconds. Waking an entity that is awake does no
 * harm.
 */
public final class Sweeper {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final int PAGE = 500;

  /** Time has passed. */
  public enum Command {
    SWEEP,
    STOP
  }

  private Sweeper() {}

  /** The sweeper, to be a singleton. */
  public static Behavior<Command> create(Views views, Dispatch dispatch) {
    return Behaviors.withTimers(timers -> {
      timers.startTimerWithFixedDelay(Command.SWEEP, Duration.ofSeconds(1), EVERY);
      return Behaviors.receiveMessage(command -> {
        if (command == Command.STOP) {
          return Behaviors.stopped();
        }
        sweep(views, dispatch, Optional.empty());
        return Behaviors.same();
      });
    });
  }

  /** The rest of the pages follows when the one before is there; a failure waits for next time. */
  private static void sweep(Views views, Dispatch dispatch, Optional<String> after) {
    var running = new TaskQuery(Optional.of("running"), Optional.empty(), after, PAGE);
    views
        .operations(running)
        .thenAccept(part -> {
          part.items().forEach(task -> wake(task, dispatch));
          part.next().ifPresent(next -> sweep(views, dispatch, Optional.of(next)));
        });
  }

  private static void wake(Views.Task task, Dispatch dispatch) {
    dispatch.toVm(task.vm(), new VmCommand.Wake());
    if (task.operation().kind() == Operation.Kind.MIGRATE) {
      dispatch.toMigration(task.operation().id(), new MigrationCommand.Wake());
    }
  }
}
