package io.novacron.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novacron.migration.Migration;
import io.novacron.migration.MigrationEvent;
import io.novacron.persistence.EventFormat;
import io.novacron.persistence.JournalSerializer;
import io.novacron.persistence.UnreadableJournalException;
import io.novacron.vm.Boot;
import io.novacron.vm.Nic;
import io.novacron.vm.Vm;
import io.novacron.vm.VmEvent;
import java.util.Map;

/**
 * The names under which the control plane's events and snapshots lie in the journal. A name once
 * given is never changed: see docs/adr/0003-journal-format.md.
 */
public final class ControlJournal extends JournalSerializer {
  private static final int IDENTIFIER = 3_170_002;

  /** All events and snapshots of VMs and migrations. */
  public static final EventFormat FORMAT =
      EventFormat.builder()
          .event("vm.defined", VmEvent.Defined.class)
          .event("vm.relabelled", VmEvent.Relabelled.class)
          .event("vm.start-requested", VmEvent.StartRequested.class)
          .event("vm.started", VmEvent.Started.class)
          .event("vm.pause-requested", VmEvent.PauseRequested.class)
          .event("vm.paused", VmEvent.Paused.class)
          .event("vm.resume-requested", VmEvent.ResumeRequested.class)
          .event("vm.resumed", VmEvent.Resumed.class)
          .event("vm.stop-requested", VmEvent.StopRequested.class)
          .event("vm.stopped", VmEvent.Stopped.class)
          .event("vm.delete-requested", VmEvent.DeleteRequested.class)
          .event("vm.deleted", VmEvent.Deleted.class)
          .event("vm.migration-begun", VmEvent.MigrationBegun.class)
          .event("vm.relocated", VmEvent.Relocated.class)
          .event("vm.migration-rolled-back", VmEvent.MigrationRolledBack.class)
          .event("vm.operation-failed", VmEvent.OperationFailed.class)
          .event("vm.failed", VmEvent.Failed.class)
          .event("vm.adopted", VmEvent.Adopted.class)
          .event("migration.requested", MigrationEvent.Requested.class)
          .event("migration.prepared", MigrationEvent.Prepared.class)
          .event("migration.transfer-begun", MigrationEvent.TransferBegun.class)
          .event("migration.source-sealed", MigrationEvent.SourceSealed.class)
          .event("migration.committed", MigrationEvent.Committed.class)
          .event("migration.completed", MigrationEvent.Completed.class, ControlJournal::uncounted)
          .event("migration.abort-decided", MigrationEvent.AbortDecided.class)
          .event("migration.rolled-back", MigrationEvent.RolledBack.class)
          .event("vm-state", VmState.Read.class)
          .union(
              Migration.class,
              Map.of(
                  "unknown", Migration.Unknown.class,
                  "requested", Migration.Requested.class,
                  "prepared", Migration.Prepared.class,
                  "transferring", Migration.Transferring.class,
                  "sealed", Migration.Sealed.class,
                  "committed", Migration.Committed.class,
                  "completed", Migration.Completed.class,
                  "aborting", Migration.Aborting.class,
                  "rolled-back", Migration.RolledBack.class))
          .union(Boot.class, Map.of("disk", Boot.FromDisk.class, "kernel", Boot.FromKernel.class))
          .union(
              Nic.class,
              Map.of("none", Nic.None.class, "user", Nic.User.class, "tap", Nic.Tap.class))
          .union(
              Vm.class,
              Map.of(
                  "unknown", Vm.Unknown.class,
                  "defined", Vm.Defined.class,
                  "starting", Vm.Starting.class,
                  "running", Vm.Running.class,
                  "paused", Vm.Paused.class,
                  "migrating", Vm.Migrating.class,
                  "stopping", Vm.Stopping.class,
                  "stopped", Vm.Stopped.class,
                  "failed", Vm.Failed.class,
                  "deleted", Vm.Deleted.class))
          .build();

  /** Made by Pekko. */
  public ControlJournal() {
    super(IDENTIFIER, FORMAT);
  }

  /** Version 1 of a receipt did not say what its levels of encoding had done. */
  private static ObjectNode uncounted(ObjectNode completed) {
    ObjectNode encoding = completed.withObject("/receipt").putObject("encoding");
    encoding.putArray("stages");
    encoding.put("framingBytes", 0).put("baseId", "");
    encoding.put("zstdBytesIn", 0).put("zstdBytesOut", 0);
    return completed;
  }

  @Override
  protected Object unreadable(UnreadableJournalException e) {
    return new Unread(String.valueOf(e.getMessage()));
  }
}
