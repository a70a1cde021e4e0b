package io.novacron.node;

import static java.util.stream.Collectors.toMap;

import io.novacron.init.Reports;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done now and then for as long as a node lives: never twice at once, each time within
 * a limit, and a tenth earlier or later than its interval, so that nodes that were started together
 * do not go on together.
 */
final class Job {
  /** What is done, in a virtual thread of its own, which is interrupted after the limit. */
  @FunctionalInterface
  interface Work {
    /** Does it; says what somebody should look after, or nothing. */
    String run() throws Exception;
  }

  /** When it is done, and how long it may take. */
  record Rhythm(Duration first, Duration every, Duration limit) {}

  /** What a job hears, from itself alone. */
  sealed interface Command {}

  private record Due() implements Command {}

  private record Late(int run) implements Command {}

  private record Over(int run, String ailment) implements Command {}

  /** How a run ended. */
  private enum Outcome {
    DONE,
    FAILED,
    LATE;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int SOONER = 6;

  private final String name;
  private final Rhythm rhythm;
  private final Work work;
  private final InstantSource clock;
  private final Map<Outcome, LongAdder> runs = new EnumMap<>(Outcome.class);
  private volatile @Nullable Instant done;

  /** That of the last run, also of one that began before the job was started anew. */
  private volatile Thread thread = Thread.ofVirtual().unstarted(() -> {});

  Job(String name, Rhythm rhythm, InstantSource clock, Work work) {
    this.name = name;
    this.rhythm = rhythm;
    this.clock = clock;
    this.work = work;
    for (Outcome outcome : Outcome.values()) {
      runs.put(outcome, new LongAdder());
    }
  }

  String name() {
    return name;
  }

  /** When it was last done without anything to say. */
  Optional<Instant> done() {
    return Optional.ofNullable(done);
  }

  /** How often it came to an end, by {@code done}, {@code failed} or {@code late}. */
  Map<String, Long> runs() {
    return runs.entrySet().stream()
        .collect(toMap(run -> run.getKey().label(), run -> run.getValue().sum()));
  }

  /** Does it, again and again; {@code reports} hears of it whenever something is or was wrong. */
  Behavior<Command> running(Reports reports) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(timers -> {
          timers.startSingleTimer("due", new Due(), rhythm.first());
          return new Running(context, timers, reports).behavior();
        }));
  }

  private void count(Outcome outcome) {
    LongAdder times = runs.get(outcome);
    if (times != null) {
      times.increment();
    }
  }

  private final class Running {
    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final Reports reports;
    private int run;

    Running(ActorContext<Command> context, TimerScheduler<Command> timers, Reports reports) {
      this.context = context;
      this.timers = timers;
      this.reports = reports;
    }

    Behavior<Command> behavior() {
      return Behaviors.receive(Command.class)
          .onAnyMessage(command -> {
            switch (command) {
              case Due _ -> begin();
              case Late(var late) -> giveUp(late);
              case Over(var over, var ailment) -> end(over, ailment);
            }
            return Behaviors.same();
          })
          .onSignal(
              PostStop.class,
              _ -> {
                thread.interrupt();
                return Behaviors.same();
              })
          .build();
    }

    private void begin() {
      if (thread.isAlive()) {
        settle(Outcome.LATE, name + " does not come to an end, though it was interrupted");
        return;
      }
      int number = ++run;
      var outcome = new CompletableFuture<String>();
      thread = Thread.ofVirtual().name("job-" + name).start(() -> outcome.complete(result()));
      context.pipeToSelf(outcome, (ailment, _) -> new Over(number, String.valueOf(ailment)));
      timers.startSingleTimer("late", new Late(number), rhythm.limit());
    }

    private String result() {
      try {
        return work.run();
      } catch (Exception e) {
        return name + " failed: " + e;
      }
    }

    private void giveUp(int late) {
      if (late == run) {
        run++;
        thread.interrupt();
        settle(Outcome.LATE, name + " took longer than " + rhythm.limit().toSeconds() + " s");
      }
    }

    private void end(int over, String ailment) {
      if (over == run) {
        timers.cancel("late");
        settle(ailment.isEmpty() ? Outcome.DONE : Outcome.FAILED, ailment);
      }
    }

    private void settle(Outcome outcome, String ailment) {
      count(outcome);
      if (outcome == Outcome.DONE) {
        done = clock.instant();
        reports.well();
      } else {
        context.getLog().warn("{}", ailment);
        reports.ailing(ailment);
      }
      timers.startSingleTimer("due", new Due(), jittered(next(outcome)));
    }

    /** What went wrong is soon tried again. */
    private Duration next(Outcome outcome) {
      return outcome == Outcome.DONE ? rhythm.every() : rhythm.every().dividedBy(SOONER);
    }

    private static Duration jittered(Duration about) {
      double factor = ThreadLocalRandom.current().nextDouble(0.9, 1.1);
      return Duration.ofMillis(Math.round(about.toMillis() * factor));
    }
  }
}
