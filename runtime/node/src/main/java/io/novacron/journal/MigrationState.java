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
        case Unread(var reason) -> new Unreadable(reason);
        default ->
            new Unreadable("a " + event.getClass().getSimpleName() + " in a migration's journal");
      };
    }
  }

  /** Up to an event that this version cannot read. */
  record Unreadable(String reason) implements MigrationState {
    @Override
    public MigrationState after(Object event) {
      return this;
    }
  }

  /** The state after {@code event}. */
  MigrationState after(Object event);
}
