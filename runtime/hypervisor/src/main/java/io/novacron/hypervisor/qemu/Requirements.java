package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.DriverReport;
import io.novacron.hypervisor.GuestSpec;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.vm.Boot;
import io.novacron.vm.Disk;
import io.novacron.vm.VmSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Whether a guest can be run here, before anything is begun. */
final class Requirements {
  private Requirements() {}

  /**
   * @throws HypervisorException {@code UNAVAILABLE} or {@code INVALID_SPEC}, with the reason
   */
  static void check(GuestSpec guest, DriverReport report) {
    if (!report.available()) {
      throw new HypervisorException(Kind.UNAVAILABLE, report.reason());
    }
    VmSpec spec = guest.spec();
    that(spec.driver().equals("qemu"), "this is the driver qemu, not " + spec.driver());
    offered("accelerator", guest.accelerator(), report.accelerators());
    offered("machine", spec.machine(), report.machines());
    offered("cpuModel", spec.cpuModel(), report.cpuModels());
    spec.disks().forEach(Requirements::disk);
    if (spec.boot() instanceof Boot.FromKernel(var kernel, var initrd, _)) {
      readable("kernel", kernel);
      if (initrd != null) {
        readable("initrd", initrd);
      }
    }
  }

  private static void offered(String what, String asked, List<String> offered) {
    that(offered.contains(asked), what + " '" + asked + "' is not offered by this host");
  }

  private static void disk(Disk disk) {
    readable(disk.format().name().toLowerCase(Locale.ROOT) + " image", disk.path());
    that(
        disk.readOnly() || Files.isWritable(Path.of(disk.path())),
        "image " + disk.path() + " cannot be written here");
  }

  private static void readable(String what, String path) {
    that(Files.isReadable(Path.of(path)), what + " " + path + " is missing or cannot be read here");
  }

  private static void that(boolean holds, String problem) {
    if (!holds) {
      throw new HypervisorException(Kind.INVALID_SPEC, problem);
    }
  }
}
