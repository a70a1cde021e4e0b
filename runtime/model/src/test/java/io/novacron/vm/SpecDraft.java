package io.novacron.vm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A spec that is good until something in it is changed. */
final class SpecDraft {
  String driver = "qemu";
  int cpus = 1;
  int memoryMiB = 64;
  String machine = "pc-i440fx-7.2";
  String cpuModel = "qemu64";
  Boot boot = new Boot.FromDisk();
  List<Disk> disks = List.of(disk("/images/a.raw"));
  List<Nic> nics = List.of();
  Heartbeat heartbeat = Heartbeat.NONE;
  Workload workload = Workload.IDLE;

  /** What a test does to it. */
  interface Change {
    void to(SpecDraft draft);
  }

  static VmSpec good() {
    return but(_ -> {});
  }

  /** The good one, but with {@code change}. */
  static VmSpec but(Change change) {
    var draft = new SpecDraft();
    change.to(draft);
    return draft.build();
  }

  static Disk disk(String path) {
    return new Disk(path, Disk.Format.RAW, false, true);
  }

  static Boot kernel(String kernel, @Nullable String initrd, String cmdline) {
    return new Boot.FromKernel(kernel, initrd, cmdline);
  }

  private VmSpec build() {
    return new VmSpec(
        driver, cpus, memoryMiB, machine, cpuModel, boot, disks, nics, heartbeat, workload);
  }
}
