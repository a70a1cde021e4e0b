package io.novacron.hypervisor.qemu;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** For tests that need a real QEMU. */
final class QemuIsInstalled {
  private QemuIsInstalled() {}

  static void assume() {
    Assumptions.assumeTrue(
        answers(), "qemu-system-x86_64 is missing: apt-get install -y qemu-system-x86");
  }

  private static boolean answers() {
    try {
      String machines =
          ShortRun.output(
              List.of(QemuSettings.defaults().binary(), "-machine", "help"),
              Duration.ofSeconds(20));
      return QemuOutput.machines(machines).contains(Specs.MACHINE);
    } catch (IOException _) {
      return false;
    }
  }
}
