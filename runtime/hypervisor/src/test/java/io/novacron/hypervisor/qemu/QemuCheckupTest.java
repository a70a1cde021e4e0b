package io.novacron.hypervisor.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.hypervisor.DriverReport;
import io.novacron.hypervisor.qemu.QemuCheckup.Kvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QemuCheckupTest {
  private static final DriverReport THERE =
      new DriverReport("qemu", true, "", "7.2", List.of("tcg"), List.of(), List.of());

  @TempDir Path folder;

  @Test
  void withoutItsProgramQemuIsMissingAndKvmIsNotTimed() {
    var settings = QemuSettings.defaults().withBinary("/nowhere/qemu");
    var found = QemuCheckup.look(settings);
    assertThat(found.report().available()).isFalse();
    assertThat(found.kvm()).isNotInstanceOf(Kvm.Faster.class);
  }

  @Test
  void aDeviceThatIsNotThereIsAbsent() {
    var calibration = new Calibration("qemu", folder);
    assertThat(QemuCheckup.kvm(folder.resolve("kvm"), THERE, calibration))
        .isEqualTo(new Kvm.Absent());
  }

  @Test
  void whatWasMeasuredBeforeIsTakenFromItsFile() throws Exception {
    Path device = Files.createFile(folder.resolve("kvm"));
    Path room = folder.resolve("room");
    SocketRoom.claim(room);
    var calibration = new Calibration("qemu", room);
    String json = "{\"key\":\"%s\",\"kvmBeats\":%d,\"tcgBeats\":%d}";
    Path file = room.resolve("calibration.json");
    Files.writeString(file, json.formatted(calibration.key("7.2"), 900, 100));
    assertThat(QemuCheckup.kvm(device, THERE, calibration)).isEqualTo(new Kvm.Faster(900, 100));
    Files.writeString(file, json.formatted(calibration.key("7.2"), 1, 1_176));
    assertThat(QemuCheckup.kvm(device, THERE, calibration)).isEqualTo(new Kvm.Slower(1, 1_176));
  }

  @Test
  void aFolderOfSomebodyElseKeepsKvmFromBeingTimed() throws Exception {
    Path device = Files.createFile(folder.resolve("kvm"));
    Path notAFolder = Files.createFile(folder.resolve("room"));
    assertThat(QemuCheckup.kvm(device, THERE, new Calibration("qemu", notAFolder)))
        .isInstanceOf(Kvm.Unknown.class);
  }
}
