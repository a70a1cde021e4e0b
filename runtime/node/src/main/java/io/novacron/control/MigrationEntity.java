package io.novacron.control;

import io.novacron.control.MigrationCommand.Standing;
import io.novacron.journal.MigrationState;
import io.novacron.migration.Convergence;
import io.novacron.migration.Migration;
import io.novacron.migration.Migration.Heard;
import io.novacron.migration.MigrationDeadlines;
import io.novacron.migration.MigrationEvent;
import io.novacron.migration.MigrationRecord;
import io.novacron.migration.MigrationReport;
import io.novacron.migration.Order;
import io.novacron.migration.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * The one who drives a migration: journals what {@link MigrationRecord} decides, and repeats the
 * orders of its state until they are answered or its deadline has passed. What it has only heard
 * (progress, who has answered) it keeps in memory and hears again after a crash.
 */
public final class MigrationEntity
    extends EventSourcedBehavior<MigrationCommand, Object, MigrationState> {
  public static final EntityTypeKey<MigrationCommand> TYPE =
      EntityTypeKey.create(MigrationCommand.class, "migration");

  private static final Duration REPEAT = Duration.ofSeconds(1);

  /** What the entity needs of the house. */
  public record Surroundings(
      String node, Consumer<Order> orders, Failpoints failpoints, InstantSource clock) {}

  private final String id;
  private final Surroundings house;
  private final ActorContext<MigrationCommand> context;
  private final TimerScheduler<MigrationCommand> timers;
  private Heard heard = Heard.NOTHING;
  private Silence silence;
  private Optional<Progress> progress = Optional.empty();
  private Convergence convergence = Convergence.UNKNOWN;

  private MigrationEntity(
      String id,
      Surroundings house,
      ActorContext<MigrationCommand> context,
      TimerScheduler<MigrationCommand> timers) {
    super(
        PersistenceId.of(TYPE.name(), id),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
    this.id = id;
    this.house = house;
    this.context = context;
    this.timers = timers;
    this.silence = Silence.since(house.clock().instant());
  }

  /** The entity of the migration {@code id}. */
  public static Behavior<MigrationCommand> create(String id, Surroundings house) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new MigrationEntity(id, house, context, timers)));
  }

  @Override
  public MigrationState emptyState() {
    return new MigrationState.Read(MigrationRecord.unknown(id));
  }

  @Override
  public CommandHandler<MigrationCommand, Object, MigrationState> commandHandler() {
    return newCommandHandlerBuilder().forAnyState().onAnyCommand(this::on);
  }

  @Override
  public EventHandler<MigrationState, Object> eventHandler() {
    return MigrationState::after;
  }

  @Override
  public SignalHandler<MigrationState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::recovered)
        .build();
  }

  /** Also after a journal that did not take an event: what was heard belonged to another state. */
  private void recovered(MigrationState state) {
    heard = Heard.NOTHING;
    silence = Silence.since(house.clock().instant());
    if (state instanceof MigrationState.Unreadable(var reason, _)) {
      context.getLog().warn("{} is unreadable, and its VM waits for it: {}", id, reason);
    }
    drive(state);
  }

  private Effect<Object, MigrationState> on(MigrationState state, MigrationCommand command) {
    return switch (state) {
      case MigrationState.Read(var record) -> on(record, command);
      case MigrationState.Unreadable(var reason, _) -> refuse(reason, command);
    };
  }

  private Effect<Object, MigrationState> on(MigrationRecord record, MigrationCommand command) {
    return switch (command) {
      case MigrationCommand.Get(var replyTo) -> stand(record, replyTo, false);
      case MigrationCommand.Advance(var now) -> advance(record, now);
      case MigrationCommand.Tick _ when halted(record) -> again();
      case MigrationCommand.Cancel(var replyTo) -> cancel(record, replyTo);
      case MigrationCommand.Begin(var plan) when record.plan() == null ->
          persist(record.request(plan, house.clock().instant()));
      case MigrationCommand.Begin _, MigrationCommand.Wake _ ->
          Effect().none().thenRun(() -> drive(record));
      case MigrationCommand.Tell(var report) -> halted(record) ? again() : tell(record, report);
      case MigrationCommand.Tick _ -> tick(record);
    };
  }

  /** A halted migration hears nothing; what it was told is told again. */
  private boolean halted(MigrationRecord record) {
    return record.plan() != null
        && house.failpoints().halts(record.state().name(), record.plan().vm().value());
  }

  private Effect<Object, MigrationState> again() {
    return Effect().none().thenRun(this::comeBack);
  }

  private Effect<Object, MigrationState> tell(MigrationRecord record, MigrationReport report) {
    silence = silence.heard(report, house.clock().instant());
    List<MigrationEvent> events = record.tell(report, heard, house.clock().instant());
    Heard before = heard;
    heard = heard.and(report);
    if (!events.isEmpty()) {
      return persist(events);
    }
    return before.equals(heard) && !(report instanceof MigrationReport.DeadlinePassed)
        ? Effect().none()
        : Effect().none().thenRun(() -> drive(record));
  }

  private Effect<Object, MigrationState> persist(List<MigrationEvent> events) {
    return Effect()
        .persist(List.<Object>copyOf(events))
        .thenRun(state -> {
          heard = Heard.NOTHING;
          silence = Silence.since(house.clock().instant());
          drive(state);
        });
  }

  private Effect<Object, MigrationState> tick(MigrationRecord record) {
    Instant now = house.clock().instant();
    if (record.deadline().filter(now::isAfter).isPresent()) {
      return tell(record, new MigrationReport.DeadlinePassed());
    }
    return silence
        .tooLong(record, now)
        .or(() -> hopeless(record, now))
        .map(report -> tell(record, report))
        .orElseGet(() -> Effect().none().thenRun(() -> drive(record)));
  }

  private Optional<MigrationReport> hopeless(MigrationRecord record, Instant now) {
    return convergence
        .hopeless(now)
        .filter(_ -> record.state() instanceof Migration.Transferring)
        .map(why -> new MigrationReport.Failed(record.planned().source().host(), why));
  }

  private Effect<Object, MigrationState> advance(MigrationRecord record, Progress now) {
    progress = Optional.of(now);
    convergence = convergence.after(now, house.clock().instant());
    silence = silence.heardSource(record, house.clock().instant());
    return Effect().none().thenRun(() -> overdue(record).ifPresent(house.orders()));
  }

  /** What the source of a migration that has ended has not heard, since it still carries. */
  private static Optional<Order> overdue(MigrationRecord record) {
    return switch (record.state()) {
      case Migration.RolledBack _ -> Optional.of(new Order.Restore(record.planned()));
      case Migration.Completed _ -> Optional.of(new Order.Release(record.planned()));
      default -> Optional.empty();
    };
  }

  private Effect<Object, MigrationState> cancel(
      MigrationRecord record, ActorRef<MigrationCommand.Answer> replyTo) {
    var events = record.tell(new MigrationReport.CancelRequested(), heard, house.clock().instant());
    if (events.isEmpty()) {
      return stand(record, replyTo, false);
    }
    return Effect()
        .persist(List.<Object>copyOf(events))
        .thenRun(state -> {
          heard = Heard.NOTHING;
          drive(state);
          if (state instanceof MigrationState.Read(var after)) {
            replyTo.tell(standing(after, true));
          }
        });
  }

  private Effect<Object, MigrationState> stand(
      MigrationRecord record, ActorRef<MigrationCommand.Answer> replyTo, boolean cancelled) {
    return Effect().none().thenRun(() -> replyTo.tell(standing(record, cancelled)));
  }

  private Standing standing(MigrationRecord record, boolean cancelled) {
    return new Standing(record, progress, cancelled, house.node());
  }

  private Effect<Object, MigrationState> refuse(String reason, MigrationCommand command) {
    var answer = new MigrationCommand.Unreadable(reason);
    switch (command) {
      case MigrationCommand.Get(var replyTo) -> replyTo.tell(answer);
      case MigrationCommand.Cancel(var replyTo) -> replyTo.tell(answer);
      default -> context.getLog().debug("{} is unreadable: {}", id, reason);
    }
    return Effect().none();
  }

  private void drive(MigrationState state) {
    if (state instanceof MigrationState.Read(var record)) {
      drive(record);
    }
  }

  private void drive(MigrationRecord record) {
    if (record.plan() == null) {
      return;
    }
    if (halted(record)) {
      comeBack();
      return;
    }
    List<Order> orders = record.orders(heard);
    orders.forEach(house.orders());
    if (orders.isEmpty()) {
      timers.cancel("tick");
    } else {
      comeBack();
    }
  }

  private void comeBack() {
    timers.startSingleTimer("tick", new MigrationCommand.Tick(), REPEAT);
  }

  /** Since when either host has said nothing. */
  private record Silence(Instant source, Instant target) {
    static Silence since(Instant now) {
      return new Silence(now, now);
    }

    Silence heard(MigrationReport report, Instant now) {
      return switch (report) {
        case MigrationReport.Begun _, MigrationReport.Sealed _ -> new Silence(now, target);
        case MigrationReport.Prepared _, MigrationReport.Arrived _ -> new Silence(source, now);
        case MigrationReport.TargetWaits _ -> new Silence(source, now);
        default -> this;
      };
    }

    Silence heardSource(MigrationRecord record, Instant now) {
      return record.plan() == null ? this : new Silence(now, target);
    }

    /**
     * A host that has been silent for too long, as a failure. Once the source is sealed only the
     * target's word counts, and the guest stands still while it is waited for.
     */
    Optional<MigrationReport> tooLong(MigrationRecord record, Instant now) {
      Instant limit = now.minus(MigrationDeadlines.SILENCE);
      boolean copying = record.state() instanceof Migration.Transferring;
      if (copying && source.isBefore(limit)) {
        return Optional.of(silent(record.planned().source().host()));
      }
      return (copying || record.state() instanceof Migration.Sealed) && target.isBefore(limit)
          ? Optional.of(silent(record.planned().target().host()))
          : Optional.empty();
    }

    private static MigrationReport silent(String host) {
      return new MigrationReport.Failed(
          host, "not heard of for " + MigrationDeadlines.SILENCE.toSeconds() + " s");
    }
  }
}
