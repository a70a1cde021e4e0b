package io.novacron.view;

import io.novacron.journal.ControlJournal;
import io.novacron.journal.VmState;
import io.novacron.migration.MigrationEvent;
import io.novacron.migration.MigrationRecord;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a part of the journal changes, in one transaction: each row is written once, at the end. */
final class ViewChanges {
  private final Connection connection;
  private final RecentVms remembered;
  private final Map<VmId, VmRecord> vms = new LinkedHashMap<>();
  private final Map<String, TaskRow> operations = new LinkedHashMap<>();

  ViewChanges(Connection connection, RecentVms remembered) {
    this.connection = connection;
    this.remembered = remembered;
  }

  void vm(VmId id, long sequenceNr, VmEvent event) throws SQLException {
    VmRecord before = before(id, sequenceNr, event);
    if (before.version() >= sequenceNr) {
      // Rows are built anew, from one of before or from a snapshot: it has this event already.
      vms.putIfAbsent(id, before);
      return;
    }
    VmRecord after = before.after(event);
    vms.put(id, after);
    remembered.note(after);
    for (Operation operation : changed(before, after)) {
      operations.put(operation.id(), row(id, operation, event.at()));
    }
  }

  /** What the VM still knows of operations whose events may have been forgotten. */
  private void recall(VmRecord vm) {
    for (Operation operation : changed(VmRecord.unknown(vm.id()), vm)) {
      Instant at = operation.endedAt().orElse(operation.createdAt());
      operations.put(operation.id(), row(vm.id(), operation, at));
    }
  }

  private VmRecord before(VmId id, long sequenceNr, VmEvent event) throws SQLException {
    VmRecord changed = vms.get(id);
    if (changed != null) {
      return changed;
    }
    var known = remembered.find(id).filter(record -> record.version() == sequenceNr - 1);
    return known.isPresent() ? known.get() : stored(id, sequenceNr, event);
  }

  private VmRecord stored(VmId id, long sequenceNr, VmEvent event) throws SQLException {
    if (sequenceNr == 1) {
      return VmRecord.unknown(id);
    }
    var row =
        ReadTables.vm(connection, id.value())
            .map(found -> ControlJournal.FORMAT.fromText(found.document(), VmRecord.class));
    if (row.isPresent() && row.get().version() < sequenceNr) {
      return row.get();
    }
    var before = row.isPresent() ? row : snapshot(id, sequenceNr, event);
    before.ifPresent(this::recall);
    return before.orElseGet(() -> VmRecord.unknown(id).at(sequenceNr - 1));
  }

  /**
   * A VM without a row is one that is defined again, or one whose first events have been forgotten
   * (docs/adr/0012-what-is-forgotten.md) while the lists are built anew.
   */
  private Optional<VmRecord> snapshot(VmId id, long sequenceNr, VmEvent event) throws SQLException {
    if (event instanceof VmEvent.Defined) {
      return Optional.empty();
    }
    return ReadTables.snapshot(
            connection, "vm|" + id.value(), sequenceNr - 1, ControlJournal.FORMAT)
        .map(state -> ((VmState) state).record());
  }

  private static List<Operation> changed(VmRecord before, VmRecord after) {
    List<Operation> all = new ArrayList<>(after.ended());
    after.active().ifPresent(all::add);
    before.active().ifPresent(all::remove);
    all.removeAll(before.ended());
    return all;
  }

  void migration(String id, MigrationEvent event) throws SQLException {
    MigrationRecord after = before(id, event).after(event);
    ReadTables.putMigration(
        connection,
        new TaskRow(
            id,
            after.planned().vm().value(),
            after.state().name(),
            ControlJournal.FORMAT.toText(after),
            event.at()));
  }

  /** The first event begins anew, whatever rows of before say. */
  private MigrationRecord before(String id, MigrationEvent event) throws SQLException {
    return event instanceof MigrationEvent.Requested
        ? MigrationRecord.unknown(id)
        : ReadTables.migration(connection, id)
            .map(row -> ControlJournal.FORMAT.fromText(row.document(), MigrationRecord.class))
            .orElseGet(() -> MigrationRecord.unknown(id));
  }

  /** Writes what has been gathered. */
  void write() throws SQLException {
    for (VmRecord vm : vms.values()) {
      if (!vm.exists()) {
        ReadTables.removeVm(connection, vm.id().value());
      }
    }
    ReadTables.put(
        connection, vms.values().stream().filter(VmRecord::exists).map(ViewChanges::row).toList());
    ReadTables.putOperations(connection, List.copyOf(operations.values()));
  }

  private static VmRow row(VmRecord record) {
    return new VmRow(
        record.id().value(),
        record.version(),
        record.vm().name(),
        record.vm().grant().map(Grant::host),
        record.vm().grant().map(grant -> grant.token().toString()),
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
}
