package io.novacron.migration;

import io.novacron.migration.Migration.Circumstances;
import io.novacron.migration.Migration.Heard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that the journal of one migration says.
 *
 * @param plan null before it was requested
 * @param points the states it went through, oldest first
 * @param receipt null until it is completed
 */
public record MigrationRecord(
    String id,
    Migration state,
    @Nullable Plan plan,
    List<Point> points,
    @Nullable Receipt receipt) {

  /** When a state was reached. */
  public record Point(String state, Instant at) {}

  public MigrationRecord {
    points = List.copyOf(points);
  }

  /** Before the first event. */
  public static MigrationRecord unknown(String id) {
    return new MigrationRecord(id, new Migration.Unknown(), null, List.of(), null);
  }

  /** The plan of a migration that was requested. */
  public Plan planned() {
    if (plan == null) {
      throw new IllegalStateException("migration " + id + " was never requested");
    }
    return plan;
  }

  /** Begins it; empty when it was begun before. */
  public List<MigrationEvent> request(Plan wanted, Instant now) {
    return plan == null ? List.of(new MigrationEvent.Requested(wanted, now)) : List.of();
  }

  /** Events that follow from {@code report}, empty when none do. */
  public List<MigrationEvent> tell(MigrationReport report, Heard heard, Instant now) {
    return plan == null ? List.of() : state.on(report, new Circumstances(plan, heard, now));
  }

  /** What is to be done now. */
  public List<Order> orders(Heard heard) {
    return plan == null ? List.of() : state.orders(plan, heard);
  }

  /** By when it leaves its state; empty once it has ended. */
  public Optional<Instant> deadline() {
    if (plan == null || state.ended()) {
      return Optional.empty();
    }
    Instant since = points.getLast().at();
    return Optional.of(state.allowed().map(since::plus).orElse(plan.deadline()));
  }

  /** Why it did not commit; empty unless it did not. */
  public String reason() {
    return switch (state) {
      case Migration.Aborting(_, var reason) -> reason;
      case Migration.RolledBack(_, var reason) -> reason;
      default -> "";
    };
  }

  /** This record after {@code event}. */
  public MigrationRecord after(MigrationEvent event) {
    Migration next = next(event);
    var reached = new ArrayList<>(points);
    reached.add(new Point(next.name(), event.at()));
    return new MigrationRecord(
        id,
        next,
        event instanceof MigrationEvent.Requested(var requested, _) ? requested : plan,
        reached,
        event instanceof MigrationEvent.Completed(var cost, _) ? cost : receipt);
  }

  private Migration next(MigrationEvent event) {
    return switch (event) {
      case MigrationEvent.Requested _ -> new Migration.Requested();
      case MigrationEvent.Prepared(var offer, _) -> new Migration.Prepared(offer);
      case MigrationEvent.TransferBegun _ -> new Migration.Transferring();
      case MigrationEvent.SourceSealed _ -> new Migration.Sealed();
      case MigrationEvent.Committed _ -> new Migration.Committed();
      case MigrationEvent.Completed _ -> new Migration.Completed();
      case MigrationEvent.AbortDecided(var cancelled, var reason, _) ->
          new Migration.Aborting(cancelled, reason);
      case MigrationEvent.RolledBack _ ->
          state instanceof Migration.Aborting(var cancelled, var reason)
              ? new Migration.RolledBack(cancelled, reason)
              : new Migration.RolledBack(false, "");
    };
  }
}
