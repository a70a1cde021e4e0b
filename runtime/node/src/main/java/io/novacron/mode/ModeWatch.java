package io.novacron.mode;

import io.novacron.dwcp.mode.Evidence;
import io.novacron.dwcp.mode.Mode;
import io.novacron.dwcp.mode.ModeDecision;
import io.novacron.dwcp.mode.ModeJudge;
import io.novacron.dwcp.mode.Standing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Measures the round trips to the other nodes now and then, and when nodes come or go; judges, and
 * logs each judgement that is news with what it was made from.
 */
public final class ModeWatch extends AbstractBehavior<ModeWatch.Command> {
  private static final Logger LOG = LoggerFactory.getLogger(ModeWatch.class);

  /** What the watch hears, from itself alone. */
  public sealed interface Command {}

  private record Listed(Receptionist.Listing listing) implements Command {}

  private record Begin() implements Command {}

  private record Came(Pong pong) implements Command {}

  private record End() implements Command {}

  /**
   * When it measures.
   *
   * @param every from one round to the next
   * @param young from one round to the next while a mode is young, at most {@code every}
   * @param settling from a change of the cluster to the round that follows it: nodes come together
   * @param limit for a round; answers that have not come by then are lost
   */
  public record Timing(Duration every, Duration young, Duration settling, Duration limit) {
    /** Each minute, every ten seconds at first, a second after a change; five seconds long. */
    public static final Timing USUAL =
        new Timing(
            Duration.ofMinutes(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5));
  }

  /**
   * What it works with.
   *
   * @param given the mode that the operator has decided on; empty to let it be found
   * @param carried bytes per second that a migration has lately achieved; must not block
   * @param told about each finding; must not block
   */
  public record Surroundings(
      Evidence.Machine machine,
      Optional<Mode> given,
      Supplier<OptionalLong> carried,
      Timing timing,
      InstantSource clock,
      Consumer<Finding> told) {}

  private final Surroundings around;
  private final TimerScheduler<Command> timers;
  private final ActorRef<Ping> echo;
  private final ActorRef<Pong> pongs;
  private Set<ActorRef<Ping>> peers = Set.of();
  private @Nullable Round round;
  private @Nullable Standing standing;
  private boolean warned;
  private long number;

  private ModeWatch(
      ActorContext<Command> context, TimerScheduler<Command> timers, Surroundings around) {
    super(context);
    this.around = around;
    this.timers = timers;
    this.echo = context.spawn(Echo.create(), "echo");
    this.pongs = context.messageAdapter(Pong.class, Came::new);
    var listings = context.messageAdapter(Receptionist.Listing.class, Listed::new);
    context.getSystem().receptionist().tell(Receptionist.subscribe(Echo.KEY, listings));
    timers.startTimerWithFixedDelay(new Begin(), around.timing().every());
  }

  /** A watch, which also answers the pings of others. */
  public static Behavior<Command> create(Surroundings around) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new ModeWatch(context, timers, around)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::on).build();
  }

  private Behavior<Command> on(Command command) {
    switch (command) {
      case Listed(var listing) -> listed(listing);
      case Begin _ -> begin();
      case Came(var pong) -> came(pong, System.nanoTime());
      case End _ -> end();
    }
    return this;
  }

  /** Those in reach; also tells at once that there is nobody yet. */
  private void listed(Receptionist.Listing listing) {
    peers =
        listing.getServiceInstances(Echo.KEY).stream()
            .filter(peer -> !peer.equals(echo))
            .collect(Collectors.toUnmodifiableSet());
    timers.startSingleTimer("settling", new Begin(), around.timing().settling());
  }

  private void begin() {
    if (round != null) {
      timers.startSingleTimer("settling", new Begin(), around.timing().settling());
      return;
    }
    var begun = new Round(peers, pongs, number);
    round = begun;
    timers.startSingleTimer(new End(), around.timing().limit());
    begun.begin();
    endIfDone(begun);
  }

  private void came(Pong pong, long nanos) {
    if (round != null) {
      round.came(pong, nanos);
      endIfDone(round);
    }
  }

  private void endIfDone(Round going) {
    if (going.isDone()) {
      end();
    }
  }

  private void end() {
    Round ended = round;
    if (ended != null) {
      timers.cancel(new End());
      number = ended.next();
      round = null;
      judge(new Evidence(ended.measured(), around.machine(), around.carried().get()));
    }
  }

  private void judge(Evidence evidence) {
    var now = around.clock().instant();
    ModeDecision found = ModeJudge.judge(evidence, around.given());
    Standing before = standing;
    Standing after = before == null ? Standing.first(found, now) : before.after(found, now);
    standing = after;
    log(before == null || after.isNews(before) ? Level.INFO : Level.DEBUG, after, evidence);
    warn(before, after.decision());
    around.told().accept(new Finding(after, evidence, now));
    if (after.isYoung(now)) {
      timers.startSingleTimer("young", new Begin(), around.timing().young());
    }
  }

  private static void log(Level level, Standing standing, Evidence evidence) {
    ModeDecision decision = standing.decision();
    LOG.atLevel(level)
        .log(
            "mode {} with confidence {}{}{}: {}; from {}",
            decision.mode().word(),
            decision.confidence(),
            decision.overridden() ? ", given" : "",
            standing.rival().map(ModeWatch::waiting).orElse(""),
            String.join("; ", decision.reasons()),
            evidence);
  }

  /** Once for each time; not in the first round, when a node that boots has met nobody yet. */
  private void warn(@Nullable Standing before, ModeDecision decision) {
    if (decision.alert() && !warned && before != null) {
      LOG.warn(
          "The mode is not known well enough (confidence {}, {} is needed), so it stays hybrid:"
              + " set system.mode if you know better",
          decision.confidence(),
          ModeJudge.SURE);
    }
    warned = decision.alert() && (warned || before != null);
  }

  private static String waiting(Standing.Rival rival) {
    return ", while " + rival.decision().mode().word() + " is found since " + rival.since();
  }
}
