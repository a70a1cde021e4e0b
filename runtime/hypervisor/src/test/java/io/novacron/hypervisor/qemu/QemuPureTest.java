package io.novacron.hypervisor.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.novacron.hypervisor.GuestState;
import io.novacron.hypervisor.MigrationProgress;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is read from QEMU's and the kernel's words. */
class QemuPureTest {
  private static final long GIB = 1L << 30;

  @Test
  void aStatLineIsReadWhateverTheProgramIsCalled() {
    assertThat(
            ProcStat.parse(
                "4711 (qemu) sys (x) R 1 4711 4711 0 -1 4194560 1 2 3 4 150 50 7 8 20 0 5 0 99887"
                    + " 1"))
        .isEqualTo(new ProcStat('R', 200, 99887));
    assertThat(new ProcStat('Z', 0, 0).alive()).isFalse();
    assertThat(new ProcStat('S', 0, 0).alive()).isTrue();
  }

  @Test
  void residentMemoryIsReadFromTheStatus() {
    assertThat(QemuProcess.residentBytes(Stream.of("Name:\tqemu", "VmRSS:\t   1234 kB")))
        .isEqualTo(1234 * 1024);
    assertThat(QemuProcess.residentBytes(Stream.of())).isZero();
  }

  @Test
  void theEndOfAGuestHasAReasonForAPerson() {
    assertThat(EndReason.of("destroyed", OptionalInt.of(137), "x")).isEqualTo("destroyed");
    assertThat(EndReason.of("", OptionalInt.of(0), "")).isEqualTo("the guest shut down");
    assertThat(EndReason.of("", OptionalInt.of(137), "last"))
        .isEqualTo("QEMU was killed by signal 9: last");
    assertThat(EndReason.of("", OptionalInt.of(1), "no such disk"))
        .isEqualTo("QEMU failed with status 1: no such disk");
    assertThat(EndReason.of("", OptionalInt.empty(), "")).isEqualTo("QEMU ended");
  }

  @Test
  void memoryOfAPcHasAHoleBelowFourGibibytes() {
    var low = new MemoryMap.Piece(0, GIB);
    assertThat(MemoryMap.of("pc-i440fx-7.2", GIB)).containsExactly(low);
    assertThat(MemoryMap.of("pc-i440fx-7.2", 4 * GIB))
        .containsExactly(new MemoryMap.Piece(0, 3 * GIB), new MemoryMap.Piece(4 * GIB, GIB));
    assertThat(MemoryMap.of("pc-q35-7.2", GIB)).containsExactly(low);
    assertThat(MemoryMap.of("pc-q35-7.2", 3 * GIB))
        .containsExactly(new MemoryMap.Piece(0, 2 * GIB), new MemoryMap.Piece(4 * GIB, GIB));
  }

  @Test
  void runStatesAreOursInFourWords() {
    assertThat(RunStates.of("running")).isEqualTo(GuestState.RUNNING);
    assertThat(RunStates.of("inmigrate")).isEqualTo(GuestState.INCOMING);
    assertThat(RunStates.of("postmigrate")).isEqualTo(GuestState.SEALED);
    assertThat(Stream.of("paused", "prelaunch", "io-error", "what comes yet").map(RunStates::of))
        .containsOnly(GuestState.PAUSED);
  }

  @Test
  void progressIsReadFromQueryMigrate() throws Exception {
    var status =
        parse(
            "{\"status\": \"active\", \"ram\": {\"total\": 1000, \"remaining\": 300,"
                + " \"transferred\": 700, \"dirty-sync-count\": 2, \"dirty-pages-rate\": 10,"
                + " \"page-size\": 4096}}");
    assertThat(status.progress()).isEqualTo(new MigrationProgress(2, 1000, 300, 700, 40960));
    assertThat(status.completed()).isFalse();
    assertThat(status.ended()).isFalse();
  }

  @Test
  void beforeTheFirstPassEverythingRemains() throws Exception {
    assertThat(parse("{\"status\": \"setup\"}").progress())
        .isEqualTo(new MigrationProgress(0, 4096, 4096, 0, 0));
  }

  @Test
  void theEndsOfAMigrationAreToldApart() throws Exception {
    assertThat(parse("{\"status\": \"completed\"}").completed()).isTrue();
    assertThat(parse("{\"status\": \"cancelled\"}").ended()).isTrue();
    assertThat(parse("{}").ended()).isTrue();
    var failed = parse("{\"status\": \"failed\", \"error-desc\": \"Broken pipe\"}");
    assertThat(failed.ended()).isTrue();
    assertThat(failed.error()).isEqualTo("Broken pipe");
  }

  private static MigrationStatus parse(String json) throws Exception {
    return MigrationStatus.parse(new ObjectMapper().readTree(json), 4096);
  }

  @Test
  void theVersionIsFoundInWhatQemuSays() {
    assertThat(QemuOutput.version("QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg)\nCopyright"))
        .contains("7.2.22");
    assertThat(QemuOutput.version("bash: no such thing")).isEmpty();
  }

  @Test
  void onlyMachinesThatMeanTheSameEverywhereAreOffered() {
    assertThat(
            QemuOutput.machines(
                """
                Supported machines are:
                microvm              microvm (i386)
                pc                   Standard PC (i440FX + PIIX, 1996) (alias of pc-i440fx-7.2)
                pc-i440fx-7.2        Standard PC (i440FX + PIIX, 1996) (default)
                pc-q35-7.1           Standard PC (Q35 + ICH9, 2009)
                q35                  Standard PC (Q35 + ICH9, 2009) (alias of pc-q35-7.2)
                """))
        .containsExactly("pc-i440fx-7.2", "pc-q35-7.1");
  }

  @Test
  void cpuModelsAreReadOldStyleAndNewWithoutTheOnesThatDifferFromHostToHost() {
    assertThat(
            QemuOutput.cpuModels(
                """
                Available CPUs:
                x86 Nehalem               (alias configured by machine type)
                x86 base                  base CPU model type with no features enabled
                x86 max                   Enables all features
                  Skylake-Client-v1       Intel Core Processor

                Recognized CPUID flags:
                  3dnow 3dnowext
                """))
        .containsExactly("Nehalem", "Skylake-Client-v1");
  }

  @Test
  void acceleratorsAreLines() {
    String help = "Accelerators supported in QEMU binary:\ntcg\nkvm\n";
    assertThat(QemuOutput.offersAccelerator(help, "kvm")).isTrue();
    assertThat(QemuOutput.offersAccelerator(help, "xen")).isFalse();
  }

  @Test
  void kvmHasToBeClearlyFaster() {
    assertThat(new Calibration.Result("k", 190, 460_595).kvmIsFaster()).isFalse();
    assertThat(new Calibration.Result("k", 150, 100).kvmIsFaster()).isFalse();
    assertThat(new Calibration.Result("k", 900, 100).kvmIsFaster()).isTrue();
  }
}
