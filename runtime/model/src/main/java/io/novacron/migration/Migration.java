package io.novacron.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The states of a migration. Each says which reports lead on from it and which orders are open in
 * it. Before the commit every failure leads to {@link Aborting}; after it nothing leads back.
 */
public sealed interface Migration {
  /** What lies around a report. */
  record Circumstances(Plan plan, Heard heard, Instant now) {}

  /**
   * What was heard since the state was entered. Lost in a crash and heard again, since orders are
   * repeated.
   *
   * @param target of the target, or that it is waited for no longer
   * @param vm of the VM
   */
  record Heard(boolean target, boolean vm) {
    public static final Heard NOTHING = new Heard(false, false);

    /** What is known once {@code report} was heard, too. */
    public Heard and(MigrationReport report) {
      return switch (report) {
        case MigrationReport.Resumed _,
            MigrationReport.TargetGone _,
            MigrationReport.TargetDiscarded _ ->
            new Heard(true, vm);
        case MigrationReport.VmRelocated _, MigrationReport.VmRestored _ -> new Heard(target, true);
        case MigrationReport.DeadlinePassed _ -> new Heard(true, vm);
        default -> this;
      };
    }
  }

  /** Its name in the API: {@code rolled-back}. */
  default String name() {
    return getClass().getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** How long it may stay in this state; empty for as long as its plan allows. */
  default Optional<Duration> allowed() {
    return Optional.empty();
  }

  /** Events that follow from {@code report}; empty when nothing does. */
  List<MigrationEvent> on(MigrationReport report, Circumstances c);

  /** What is to be done in this state. */
  List<Order> orders(Plan plan, Heard heard);

  /** Whether nothing will happen any more, but for telling the VM. */
  default boolean ended() {
    return false;
  }

  /** Whether it can still be cancelled. */
  default boolean cancellable() {
    return false;
  }

  /** States in which a failure, a cancellation or a deadline leads to the abort. */
  sealed interface BeforeCommit extends Migration {
    @Override
    default boolean cancellable() {
      return true;
    }

    @Override
    default List<MigrationEvent> on(MigrationReport report, Circumstances c) {
      return switch (report) {
        case MigrationReport.Failed(var host, var reason) ->
            abort(false, host + ": " + reason, c.now());
        case MigrationReport.CancelRequested _ -> abort(true, "cancelled on request", c.now());
        case MigrationReport.DeadlinePassed _ ->
            abort(false, "not " + awaited() + " in time", c.now());
        default -> advance(report, c);
      };
    }

    /** What this state waits for. */
    String awaited();

    /** Events of the reports that lead towards the commit. */
    List<MigrationEvent> advance(MigrationReport report, Circumstances c);

    private static List<MigrationEvent> abort(boolean cancelled, String reason, Instant now) {
      return List.of(new MigrationEvent.AbortDecided(cancelled, reason, now));
    }
  }

  /** Nobody has asked for it yet. */
  record Unknown() implements Migration {
    @Override
    public List<MigrationEvent> on(MigrationReport report, Circumstances c) {
      return List.of();
    }

    @Override
    public List<Order> orders(Plan plan, Heard heard) {
      return List.of();
    }
  }

  /** The target is to make room. */
  record Requested() implements BeforeCommit {
    @Override
    public Optional<Duration> allowed() {
      return Optional.of(MigrationDeadlines.PREPARE);
    }

    @Override
    public String awaited() {
      return "prepared by the target";
    }

    @Override
    public List<MigrationEvent> advance(MigrationReport report, Circumstances c) {
      return report instanceof MigrationReport.Prepared(var offer)
          ? List.of(new MigrationEvent.Prepared(offer, c.now()))
          : List.of();
    }

    @Override
    public List<Order> orders(Plan plan, Heard heard) {
      return List.of(new Order.Prepare(plan));
    }
  }

  /** The source is to write the stream. */
  record Prepared(StreamOffer offer) implements BeforeCommit {
    @Override
    public Optional<Duration> allowed() {
      return Optional.of(MigrationDeadlines.BEGIN);
    }

    @Override
    public String awaited() {
      return "begun by the source";
    }

    @Override
    public List<MigrationEvent> advance(MigrationReport report, Circumstances c) {
      return switch (report) {
        case MigrationReport.Begun _ -> List.of(new MigrationEvent.TransferBegun(c.now()));
        case MigrationReport.Sealed _ ->
            List.of(
                new MigrationEvent.TransferBegun(c.now()),
                new MigrationEvent.SourceSealed(c.now()));
        default -> List.of();
      };
    }

    @Override
    public List<Order> orders(Plan plan, Heard heard) {
      return List.of(new Order.Begin(plan, offer));
    }
  }

  /** Memory is copied while the guest runs. */
  record Transferring() implements BeforeCommit {
    @Override
    public String awaited() {
      return "converged";
    }

    @Override
    public List<MigrationEvent> advance(MigrationReport report, Circumstances c) {
      return report instanceof MigrationReport.Sealed
          ? List.of(new MigrationEvent.SourceSealed(c.now()))
          : List.of();
    }

    @Override
    public List<Order> orders(Plan plan, Heard heard) {
      return List.of(new Order.AskSource(plan), new Order.AskTarget(plan));
    }
  }

  /** The source stands still; whether the target has everything is for the target to say. */
  record Sealed() implements BeforeCommit {
    @Override
    public Optional<Duration> allowed() {
      return Optional.of(MigrationDeadlines.ARRIVE);
    }

    @Override
    public String awaited() {
      return "confirmed by the target";
    }

    @Override
    public List<MigrationEvent> advance(MigrationReport report, Circumstances c) {
      return report instanceof MigrationReport.Arrived(var sha256)
          ? List.of(new MigrationEvent.Committed(sha256, c.now()))
          : List.of();
    }

    @Override
    public List<Order> orders(Plan plan, Heard heard) {
      return List.of(new Order.AskTarget(plan), new Order.AskSource(plan));
    }
  }

  /** The target's copy is the VM. */
  record Committed() implements Migration {
    @Override
    public Optional<Duration> allowed() {
      return Optional.of(MigrationDeadlines.COMPLETE);
    }

    @Override
    public List<MigrationEvent> on(MigrationReport report, Circumstances c) {
      return switch (report) {
        case MigrationReport.Released(var receipt) when c.heard().vm() ->
            List.of(new MigrationEvent.Completed(receipt, c.now()));
        case MigrationReport.DeadlinePassed _ when c.heard().vm() ->
            List.of(new MigrationEvent.Completed(Receipt.unknown(c.plan()), c.now()));
        default -> List.of();
      };
    }

    /** The VM hears of it when its copy runs; once the deadline has passed, in any case. */
    @Override
    public List<Order> orders(Plan plan, Heard heard) {
      if (!heard.target()) {
        return List.of(new Order.Resume(plan));
      }
      return List.of(heard.vm() ? new Order.Release(plan) : new Order.TellRelocated(plan));
    }
  }

  /** Over: the VM runs on the target and nothing is left on the source. */
  record Completed() implements Migration {
    @Override
    public List<MigrationEvent> on(MigrationReport report, Circumstances c) {
      return List.of();
    }

    @Override
    public List<Order> orders(Plan plan, Heard heard) {
      return List.of();
    }

    @Override
    public boolean ended() {
      return true;
    }
  }

  /** The source's copy stays the VM; both hosts put things right. */
  record Aborting(boolean cancelled, String reason) implements Migration {
    @Override
    public Optional<Duration> allowed() {
      return Optional.of(MigrationDeadlines.ROLL_BACK);
    }

    /**
     * The VM is itself again once its source is; what is left on a target that is out of reach is
     * removed when the target asks about it.
     */
    @Override
    public List<MigrationEvent> on(MigrationReport report, Circumstances c) {
      return report instanceof MigrationReport.SourceRestored
              || report instanceof MigrationReport.DeadlinePassed
          ? List.of(new MigrationEvent.RolledBack(c.now()))
          : List.of();
    }

    @Override
    public List<Order> orders(Plan plan, Heard heard) {
      return List.of(new Order.Restore(plan), new Order.Discard(plan));
    }
  }

  /** Over: the VM is where it was. */
  record RolledBack(boolean cancelled, String reason) implements Migration {
    @Override
    public List<MigrationEvent> on(MigrationReport report, Circumstances c) {
      return List.of();
    }

    @Override
    public List<Order> orders(Plan plan, Heard heard) {
      if (heard.vm()) {
        return List.of();
      }
      Order tell = new Order.TellRestored(plan, cancelled, reason);
      return heard.target() ? List.of(tell) : List.of(tell, new Order.Discard(plan));
    }

    @Override
    public boolean ended() {
      return true;
    }
  }
}
