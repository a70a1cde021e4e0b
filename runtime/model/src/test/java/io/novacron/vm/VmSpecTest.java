package io.novacron.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VmSpecTest {
  private static final String LONG = "a".repeat(10_000);

  static Stream<Arguments> badInput() {
    return Stream.of(
        bad("driver", d -> d.driver = ""),
        bad("driver", d -> d.driver = "xen"),
        bad("cpus", d -> d.cpus = 0),
        bad("cpus", d -> d.cpus = -1),
        bad("cpus", d -> d.cpus = 257),
        bad("memoryMiB", d -> d.memoryMiB = 0),
        bad("memoryMiB", d -> d.memoryMiB = -64),
        bad("memoryMiB", d -> d.memoryMiB = (1 << 24) + 1),
        bad("memoryMiB", d -> d.memoryMiB = Integer.MIN_VALUE),
        bad("machine", d -> d.machine = ""),
        bad("machine", d -> d.machine = "pc"),
        bad("machine", d -> d.machine = "q35"),
        bad("machine", d -> d.machine = "pc-7.2,accel=kvm"),
        bad("machine", d -> d.machine = "../pc-7.2"),
        bad("machine", d -> d.machine = LONG + "-1"),
        bad("machine", d -> d.machine = "pc-1" + ".1".repeat(100_000)),
        bad("cpuModel", d -> d.cpuModel = ""),
        bad("cpuModel", d -> d.cpuModel = "host"),
        bad("cpuModel", d -> d.cpuModel = "max"),
        bad("cpuModel", d -> d.cpuModel = "base"),
        bad("cpuModel", d -> d.cpuModel = "qemu64,+vmx"),
        bad("cpuModel", d -> d.cpuModel = LONG),
        bad("disks", d -> d.disks = List.of()),
        bad("disks", d -> d.disks = Collections.nCopies(17, SpecDraft.disk("/a"))),
        bad("disks[0].path", d -> d.disks = List.of(SpecDraft.disk(""))),
        bad("disks[0].path", d -> d.disks = List.of(SpecDraft.disk("a.raw"))),
        bad("disks[0].path", d -> d.disks = List.of(SpecDraft.disk("/" + LONG))),
        bad("disks[1].path", d -> d.disks = twoDisks("/a\0b")),
        bad("nics", d -> d.nics = Collections.nCopies(9, new Nic.User(null))),
        bad("nics[0].mac", d -> d.nics = List.of(new Nic.None("52:54:00:12:34"))),
        bad("nics[0].mac", d -> d.nics = List.of(new Nic.User("52-54-00-12-34-56"))),
        bad("nics[0].device", d -> d.nics = List.of(new Nic.Tap("", null))),
        bad("nics[0].device", d -> d.nics = List.of(new Nic.Tap("a/b", null))),
        bad("nics[0].device", d -> d.nics = List.of(new Nic.Tap("a".repeat(16), null))),
        bad("boot.kernel", d -> d.boot = SpecDraft.kernel("vmlinuz", null, "")),
        bad("boot.initrd", d -> d.boot = SpecDraft.kernel("/vmlinuz", "initrd", "")),
        bad("boot.cmdline", d -> d.boot = SpecDraft.kernel("/vmlinuz", null, LONG)),
        bad("boot.cmdline", d -> d.boot = SpecDraft.kernel("/vmlinuz", null, "a\0b")),
        bad("workload.workingSetMiB", d -> d.workload = new Workload(0, -1, 0)),
        bad("workload.workingSetMiB", d -> d.workload = new Workload(0, 65, 0)),
        bad("workload.dirtyPagesPerSecond", d -> d.workload = new Workload(0, 0, -1)),
        bad("workload.dirtyPagesPerSecond", d -> d.workload = new Workload(0, 0, 10_000_001)));
  }

  private static Arguments bad(String field, SpecDraft.Change change) {
    return Arguments.of(field, change);
  }

  private static List<Disk> twoDisks(String second) {
    return List.of(SpecDraft.disk("/a"), SpecDraft.disk(second));
  }

  @ParameterizedTest
  @MethodSource("badInput")
  void badInputIsRefusedByTheFieldItIsIn(String field, SpecDraft.Change change) {
    assertThatThrownBy(() -> SpecDraft.but(change))
        .isInstanceOfSatisfying(
            InvalidSpecException.class,
            e -> {
              assertThat(e.violations())
                  .extracting(InvalidSpecException.Violation::field)
                  .startsWith(field);
              assertThat(e.getMessage()).startsWith(field + ": ").hasSizeLessThan(400);
            });
  }

  @Test
  void everyViolationIsToldAtOnce() {
    assertThatThrownBy(() ->
            SpecDraft.but(d -> {
              d.cpus = 0;
              d.memoryMiB = -1;
              d.cpuModel = "host";
            }))
        .isInstanceOfSatisfying(
            InvalidSpecException.class,
            e ->
                assertThat(e.violations())
                    .extracting(InvalidSpecException.Violation::field)
                    .contains("cpus", "memoryMiB", "cpuModel"));
  }

  @Test
  void theLimitsThemselvesAreAllowed() {
    VmSpec largest =
        SpecDraft.but(d -> {
          d.cpus = 256;
          d.memoryMiB = 1 << 24;
          d.disks = Collections.nCopies(16, SpecDraft.disk("/a"));
          d.nics = Collections.nCopies(8, new Nic.Tap("tap0", "52:54:00:12:34:56"));
          d.boot = SpecDraft.kernel("/vmlinuz", "/initrd", "console=ttyS0");
          d.workload = new Workload(-1, 1 << 24, 10_000_000);
        });
    assertThat(largest.cpus()).isEqualTo(256);
  }

  @Test
  void aSimulatedVmNeedsNoDisk() {
    VmSpec spec =
        SpecDraft.but(d -> {
          d.driver = "sim";
          d.disks = List.of();
        });
    assertThat(spec.disks()).isEmpty();
  }

  @Test
  void aSpecDoesNotChangeWithTheListsItWasMadeFrom() {
    List<Disk> disks = new ArrayList<>(List.of(SpecDraft.disk("/a")));
    VmSpec spec = SpecDraft.but(d -> d.disks = disks);
    disks.clear();
    assertThat(spec.disks()).hasSize(1);
  }
}
