package io.novacron.control;

import io.novacron.control.VmCommand.Decided;
import io.novacron.control.VmCommand.Judgement;
import io.novacron.journal.VmState;
import io.novacron.migration.MigrationReport;
import io.novacron.vm.Decision;
import io.novacron.vm.Report;
import io.novacron.vm.VmId;
import io.novacron.vm.VmOrder;
import io.novacron.vm.VmRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
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
import org.apache.pekko.persistence.typed.javadsl.EffectBuilder;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * The one who decides about a VM: journals what {@link VmRecord} answers, and repeats its open
 * order until its host or its migration has answered or the deadline has passed.
 */
public final class VmEntity extends EventSourcedBehavior<VmCommand, Object, VmState> {
  public static final EntityTypeKey<VmCommand> TYPE = EntityTypeKey.create(VmCommand.class, "vm");

  private static final Duration REPEAT = Duration.ofSeconds(2);
  private static final int SNAPSHOT_EVERY = 50;

  /**
   * What the entity needs of the house.
   *
   * @param orders carries out what a VM wants done
   * @param answers tells a migration what its VM has taken note of
   * @param snapshots how many it keeps, at least 1
   */
  public record Surroundings(
      BiConsumer<VmId, VmOrder> orders,
      BiConsumer<String, MigrationReport> answers,
      int snapshots) {
    /** With two snapshots. */
    public Surroundings(
        BiConsumer<VmId, VmOrder> orders, BiConsumer<String, MigrationReport> answers) {
      this(orders, answers, 2);
    }
  }

  private final VmId id;
  private final Surroundings house;
  private final ActorContext<VmCommand> context;
  private final TimerScheduler<VmCommand> timers;

  private VmEntity(
      VmId id,
      Surroundings house,
      ActorContext<VmCommand> context,
      TimerScheduler<VmCommand> timers) {
    super(
        PersistenceId.of(TYPE.name(), id.value()),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
    this.id = id;
    this.house = house;
    this.context = context;
    this.timers = timers;
  }

  /** The entity of {@code id}. */
  public static Behavior<VmCommand> create(VmId id, Surroundings house) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new VmEntity(id, house, context, timers)));
  }

  @Override
  public VmState emptyState() {
    return new VmState.Read(VmRecord.unknown(id));
  }

  @Override
  public CommandHandler<VmCommand, Object, VmState> commandHandler() {
    return newCommandHandlerBuilder().forAnyState().onAnyCommand(this::on);
  }

  @Override
  public EventHandler<VmState, Object> eventHandler() {
    return VmState::after;
  }

  @Override
  public SignalHandler<VmState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), state -> drive(whole(state)))
        .build();
  }

  /**
   * A VM whose first events were forgotten, and whose snapshots are gone as well, would come up as
   * another one, and grant tokens again that were granted before.
   */
  private VmState whole(VmState state) {
    long events = lastSequenceNumber(context);
    return state instanceof VmState.Read(var record) && record.version() != events
        ? new VmState.Unreadable(
            "only " + record.version() + " of its " + events + " events and no snapshot are left")
        : state;
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, house.snapshots());
  }

  private Effect<Object, VmState> on(VmState state, VmCommand command) {
    return switch (whole(state)) {
      case VmState.Read(var record) -> on(record, command);
      case VmState.Unreadable(var reason) -> refuse(reason, command);
    };
  }

  private Effect<Object, VmState> on(VmRecord record, VmCommand command) {
    return switch (command) {
      case VmCommand.Ask ask -> ask(record, ask);
      case VmCommand.Tell(var report) -> tell(record, report);
      case VmCommand.Judge judge -> judge(record, judge);
      case VmCommand.Get(var replyTo) ->
          Effect().none().thenRun(() -> replyTo.tell(decided(new Decision.Unchanged(), record)));
      case VmCommand.Wake _ -> Effect().none().thenRun(() -> drive(record));
      case VmCommand.Tick _ -> tick(record);
    };
  }

  private Effect<Object, VmState> ask(VmRecord record, VmCommand.Ask ask) {
    Decision decision = record.ask(ask.verb(), ask.request(), Instant.now());
    if (decision instanceof Decision.Accepted(var events)) {
      return Effect()
          .persist(List.<Object>copyOf(events))
          .thenRun(state -> {
            ask.replyTo().tell(decided(decision, state.record()));
            drive(state);
          });
    }
    return Effect().none().thenRun(() -> ask.replyTo().tell(decided(decision, record)));
  }

  private Effect<Object, VmState> tell(VmRecord record, Report report) {
    Decision decision = record.tell(report, Instant.now());
    var effect = persist(decision);
    return switch (report) {
      case Report.Relocated(var migration) ->
          effect
              .thenRun(state -> confirm(decision, state, migration))
              .thenRun(() -> answer(migration, new MigrationReport.VmRelocated()));
      case Report.MigrationEnded(var migration, _, _) ->
          effect
              .thenRun(state -> confirm(decision, state, migration))
              .thenRun(() -> answer(migration, new MigrationReport.VmRestored()));
      default -> effect;
    };
  }

  /** Once, when the migration ends: repetitions may come when the VM is elsewhere already. */
  private void confirm(Decision decision, VmState state, String migration) {
    if (decision instanceof Decision.Accepted) {
      state.record().confirmation(migration).ifPresent(order -> house.orders().accept(id, order));
    }
  }

  private void answer(String migration, MigrationReport report) {
    house.answers().accept(migration, report);
  }

  private Effect<Object, VmState> judge(VmRecord record, VmCommand.Judge judge) {
    var seen = new Report.Seen(judge.guest().token(), !judge.guest().running());
    return persist(record.tell(seen, Instant.now()))
        .thenRun(state -> answer(judge, state.record()));
  }

  private void answer(VmCommand.Judge judge, VmRecord record) {
    var verdict = record.judge(judge.guest());
    judge.replyTo().tell(new Judgement(id.value(), judge.guest(), judge.stamp(), verdict));
  }

  private Effect<Object, VmState> tick(VmRecord record) {
    Instant now = Instant.now();
    var late = record.active().filter(operation -> operation.deadline().isBefore(now));
    Decision due =
        late.isPresent()
            ? record.tell(new Report.DeadlinePassed(late.get().id()), now)
            : new Decision.Unchanged();
    // A migration's deadline is its own affair: its VM goes on asking how it ended.
    return due instanceof Decision.Accepted
        ? persist(due)
        : Effect().none().thenRun(() -> drive(record));
  }

  private EffectBuilder<Object, VmState> persist(Decision decision) {
    return decision instanceof Decision.Accepted(var events)
        ? Effect().persist(List.<Object>copyOf(events)).thenRun(this::drive)
        : Effect().none();
  }

  private Effect<Object, VmState> refuse(String reason, VmCommand command) {
    ActorRef<VmCommand.Answer> asker =
        switch (command) {
          case VmCommand.Ask ask -> ask.replyTo();
          case VmCommand.Get get -> get.replyTo();
          default -> null;
        };
    if (asker != null) {
      asker.tell(new VmCommand.Unreadable(reason));
    }
    return Effect().none();
  }

  private void drive(VmState state) {
    if (state instanceof VmState.Read(var record)) {
      drive(record);
    }
  }

  /** Gives the open order and comes back; or has nothing to wait for. */
  private void drive(VmRecord record) {
    record.order().ifPresent(order -> house.orders().accept(id, order));
    if (record.active().isPresent()) {
      timers.startSingleTimer("tick", new VmCommand.Tick(), REPEAT);
    } else {
      timers.cancel("tick");
    }
  }

  private static Decided decided(Decision decision, VmRecord record) {
    return new Decided(decision, record);
  }
}
