package io.novacron.journal;

import io.novacron.migration.MigrationEvent;
import io.novacron.migration.MigrationRecord;

/** What the entity of a migration has read from its journal. */
public sealed interface MigrationState {
  /** All of it. */
  record Read(MigrationRecord record) implements MigrationState {
    @Override
    public MigrationState after(Object event) {
      return switch (event) {
        case MigrationEvent known -> new Read(record.after(known));
        case Unread(var reason) -> new Unreadable(reason, record);
        default ->
            new Unreadable(
                "a " + event.getClass().getSimpleName() + " in a migration's journal", record);
      };
    }
  }

  /**
   * An event was among them that this version cannot read. It may have been the commit, so nothing
   * is decided here; but a migration decides only once, so a decision that follows is the one.
   *
   * @param record of the events that can be read
   */
  record Unreadable(String reason, MigrationRecord record) implements MigrationState {
    @Override
    public MigrationState after(Object event) {
      if (!(event instanceof MigrationEvent known) || record.plan() == null) {
        return this;
      }
      MigrationRecord next = record.after(known);
      return decides(known) ? new Read(next) : new Unreadable(reason, next);
    }

    private static boolean decides(MigrationEvent event) {
      return switch (event) {
        case MigrationEvent.Committed _,
            MigrationEvent.Completed _,
            MigrationEvent.AbortDecided _,
            MigrationEvent.RolledBack _ ->
            true;
        default -> false;
      };
    }
  }

  /** The state after {@code event}. */
  MigrationState after(Object event);
}
