package io.novacron.view;

import io.novacron.journal.ControlJournal;
import io.novacron.journal.Unread;
import io.novacron.migration.MigrationEvent;
import io.novacron.migration.MigrationRecord;
import io.novacron.persistence.FeedEvent;
import io.novacron.persistence.ProjectionHandler;
import io.novacron.persistence.ReadTables;
import io.novacron.persistence.TaskRow;
import io.novacron.persistence.VmRow;
import io.novacron.vm.Grant;
import io.novacron.vm.Operation;
import io.novacron.vm.VmEvent;
import io.novacron.vm.VmId;
import io.novacron.vm.VmRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folds every event into the rows of its VM, its operations and its migration. */
public final class ViewProjection implements ProjectionHandler {
  /** Under which its progress is kept; a new name rebuilds all rows. */
  public static final String NAME = "views-1";

  private static final Logger LOG = LoggerFactory.getLogger(ViewProjection.class);

  @Override
  public void apply(Connection connection, FeedEvent event) throws SQLException {
    String entity = event.persistenceId().substring(event.persistenceId().indexOf('|') + 1);
    switch (event.event()) {
      case VmEvent e -> vm(connection, new VmId(entity), event.sequenceNr(), e);
      case MigrationEvent e -> migration(connection, entity, e);
      case Unread(var reason) -> LOG.warn("{} is left out of lists: {}", entity, reason);
      default -> LOG.warn("{} is left out of lists: {}", entity, event.event().getClass());
    }
  }

  private static void vm(Connection connection, VmId id, long sequenceNr, VmEvent event)
      throws SQLException {
    VmRecord before =
        ReadTables.vm(connection, id.value())
            .map(row -> ControlJournal.FORMAT.fromText(row.document(), VmRecord.class))
            .orElseGet(() -> VmRecord.unknown(id).at(sequenceNr - 1));
    VmRecord after = before.after(event);
    if (after.exists()) {
      ReadTables.put(connection, row(after));
    } else {
      ReadTables.removeVm(connection, id.value());
    }
    for (Operation operation : changed(before, after)) {
      ReadTables.putOperation(connection, row(id, operation, event.at()));
    }
  }

  private static List<Operation> changed(VmRecord before, VmRecord after) {
    List<Operation> all = new ArrayList<>(after.ended());
    after.active().ifPresent(all::add);
    before.active().ifPresent(all::remove);
    all.removeAll(before.ended());
    return all;
  }

  private static VmRow row(VmRecord record) {
    return new VmRow(
        record.id().value(),
        record.version(),
        record.vm().name(),
        record.vm().grant().map(Grant::host),
        record.labels(),
        ControlJournal.FORMAT.toText(record),
        record.updatedAt());
  }

  private static TaskRow row(VmId vm, Operation operation, Instant at) {
    return new TaskRow(
        operation.id(),
        vm.value(),
        operation.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        ControlJournal.FORMAT.toText(operation),
        at);
  }

  private static void migration(Connection connection, String id, MigrationEvent event)
      throws SQLException {
    MigrationRecord after =
        ReadTables.migration(connection, id)
            .map(row -> ControlJournal.FORMAT.fromText(row.document(), MigrationRecord.class))
            .orElseGet(() -> MigrationRecord.unknown(id))
            .after(event);
    ReadTables.putMigration(
        connection,
        new TaskRow(
            id,
            after.planned().vm().value(),
            after.state().name(),
            ControlJournal.FORMAT.toText(after),
            event.at()));
  }
}
