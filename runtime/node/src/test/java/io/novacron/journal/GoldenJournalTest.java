package io.novacron.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.migration.Encoding;
import io.novacron.migration.MigrationEvent;
import io.novacron.migration.Plan;
import io.novacron.migration.Receipt;
import io.novacron.migration.StreamOffer;
import io.novacron.persistence.testkit.GoldenJournal;
import io.novacron.vm.Boot;
import io.novacron.vm.Disk;
import io.novacron.vm.Grant;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.KeyUse;
import io.novacron.vm.Nic;
import io.novacron.vm.Token;
import io.novacron.vm.VmEvent;
import io.novacron.vm.VmId;
import io.novacron.vm.VmRecord;
import io.novacron.vm.VmSpec;
import io.novacron.vm.Workload;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoldenJournalTest {
  private static final Path FILE = Path.of("src/test/resources/golden-journal.tsv");
  private static final Instant AT = Instant.parse("2026-11-25T10:15:30.123456Z");
  private static final VmId WEB = new VmId("web");
  private static final Grant SOURCE = new Grant("n1", new Token(0, 2), "tcg");
  private static final Grant TARGET = new Grant("n2", new Token(0, 4), "tcg");
  private static final Optional<KeyUse> KEY = Optional.of(new KeyUse("key-1", "f00d", "web.2"));
  private static final VmSpec QEMU =
      new VmSpec(
          "qemu",
          2,
          512,
          "pc-i440fx-7.2",
          "Nehalem",
          new Boot.FromKernel("/boot/vmlinuz", null, "console=ttyS0"),
          List.of(new Disk("/images/web.qcow2", Disk.Format.QCOW2, false, true)),
          List.of(new Nic.None(null), new Nic.User("52:54:00:12:34:56"), new Nic.Tap("tap0", null)),
          Heartbeat.DEBUGCON,
          Workload.IDLE);
  private static final VmSpec SIM =
      new VmSpec(
          "sim",
          1,
          64,
          "sim-1.0",
          "sim64",
          new Boot.FromDisk(),
          List.of(),
          List.of(),
          Heartbeat.SERIAL,
          new Workload(7, 8, 500));

  private static List<VmEvent> ofAVm() {
    return List.of(
        new VmEvent.Defined(WEB, QEMU, Map.of("app", "web"), KEY, AT),
        new VmEvent.Defined(WEB, SIM, Map.of(), Optional.empty(), AT),
        new VmEvent.Relabelled(Map.of("app", "db"), KEY, AT),
        new VmEvent.StartRequested(SOURCE, "web.2", AT.plusSeconds(60), KEY, AT),
        new VmEvent.Started(AT),
        new VmEvent.PauseRequested("web.4", AT, Optional.empty(), AT),
        new VmEvent.Paused(AT),
        new VmEvent.ResumeRequested("web.6", AT, Optional.empty(), AT),
        new VmEvent.Resumed(AT),
        new VmEvent.MigrationBegun(TARGET, 300, "web.8", AT, KEY, AT),
        new VmEvent.Relocated(AT),
        new VmEvent.MigrationRolledBack(true, "cancelled on request", AT),
        new VmEvent.OperationFailed("no answer", AT),
        new VmEvent.StopRequested(10_000, "web.12", AT, Optional.empty(), AT),
        new VmEvent.Stopped("stopped", AT),
        new VmEvent.Failed("killed", true, AT),
        new VmEvent.Adopted(true, AT),
        new VmEvent.DeleteRequested("web.16", AT, Optional.empty(), AT),
        new VmEvent.Deleted(AT));
  }

  private static List<MigrationEvent> ofAMigration() {
    var plan = new Plan("web.8", WEB, QEMU, SOURCE, TARGET, 300, false, AT.plusSeconds(600));
    var receipt =
        new Receipt(
            1 << 29,
            4_000_000,
            2_000_000,
            2_010_000,
            3,
            4_200,
            87.5,
            Receipt.PauseSource.HEARTBEAT,
            "n1",
            4,
            1_000_000,
            "ab12",
            300_000,
            new Encoding(
                List.of(new Encoding.Stage("delta", 8192, 60, 0.25)),
                90,
                "cd34",
                4_000_000,
                1_500_000));
    return List.of(
        new MigrationEvent.Requested(plan, AT),
        new MigrationEvent.Prepared(new StreamOffer("10.0.0.2", 7400, "ticket"), AT),
        new MigrationEvent.TransferBegun(AT),
        new MigrationEvent.SourceSealed(AT),
        new MigrationEvent.Committed("ab12", AT),
        new MigrationEvent.Completed(receipt, AT),
        new MigrationEvent.AbortDecided(false, "n2: the stream broke", AT),
        new MigrationEvent.RolledBack(AT));
  }

  private static List<Object> samples() {
    List<Object> all = new ArrayList<>(ofAVm());
    all.addAll(ofAMigration());
    VmRecord record = VmRecord.unknown(WEB);
    for (VmEvent event : ofAVm().subList(1, 5)) {
      record = record.after(event);
      all.add(new VmState.Read(record));
    }
    return all;
  }

  @Test
  void everyEventEverWrittenStillMeansWhatItMeant() {
    GoldenJournal.in(FILE, ControlJournal.FORMAT).check(samples());
  }

  @Test
  void anEventOfALaterVersionIsReadAsOneThatCannotBeRead() {
    Object read = new ControlJournal().fromBinary(new byte[] {1, 2}, "vm.teleported:1");

    assertThat(read)
        .isInstanceOfSatisfying(
            Unread.class, unread -> assertThat(unread.reason()).contains("vm.teleported:1"));
  }
}
