package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.GuestSpec;
import io.novacron.vm.Boot;
import io.novacron.vm.Disk;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.Nic;
import io.novacron.vm.Token;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import io.novacron.vm.Workload;
import java.util.List;

/** Specs of QEMU guests. */
final class Specs {
  static final String MACHINE = "pc-i440fx-7.2";

  private Specs() {}

  /** That boots from {@code image}, read-only. */
  static VmSpec pulse(String image, Heartbeat heartbeat) {
    return of(64, new Boot.FromDisk(), List.of(disk(image, true)), List.of(), heartbeat);
  }

  static Disk disk(String path, boolean readOnly) {
    return new Disk(path, Disk.Format.RAW, readOnly, true);
  }

  static VmSpec of(
      int memoryMiB, Boot boot, List<Disk> disks, List<Nic> nics, Heartbeat heartbeat) {
    return new VmSpec(
        "qemu", 1, memoryMiB, MACHINE, "Nehalem", boot, disks, nics, heartbeat, Workload.IDLE);
  }

  static GuestSpec guest(VmSpec spec) {
    return new GuestSpec(new VmId("web"), new Token(0, 7), spec, "tcg");
  }
}
