package io.novacron.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.novacron.vm.Boot;
import io.novacron.vm.Disk;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.Nic;
import io.novacron.vm.VmSpec;
import io.novacron.vm.Workload;
import java.util.ArrayList;
import java.util.List;

/** Reads one spec; rules on values are {@link VmSpec}'s own, here are the names and types. */
final class SpecReader {
  private static final List<String> SPEC =
      List.of(
          "driver",
          "cpus",
          "memoryMiB",
          "machine",
          "cpuModel",
          "boot",
          "disks",
          "nics",
          "heartbeat",
          "workload");
  private static final List<String> NO_BOOT_DETAILS = List.of("type");
  private static final List<String> KERNEL = List.of("type", "kernel", "initrd", "cmdline");
  private static final List<String> DISK = List.of("path", "format", "readOnly", "shared");
  private static final List<String> NIC = List.of("type", "mac");
  private static final List<String> TAP = List.of("type", "device", "mac");
  private static final List<String> WORKLOAD =
      List.of("seed", "workingSetMiB", "dirtyPagesPerSecond");
  private static final int MOST_MEMORY_MIB = 1 << 24;

  private final Findings findings = new Findings();

  VmSpec read(JsonNode json) {
    var spec = new Fields(json, "", findings, SPEC);
    if (!json.isObject()) {
      findings.done();
    }
    String driver = spec.text("driver").orElse("qemu");
    boolean sim = driver.equals("sim");
    int cpus = spec.whole("cpus", 1);
    spec.require("memoryMiB");
    int memoryMiB = spec.whole("memoryMiB", MOST_MEMORY_MIB);
    String machine = spec.text("machine").orElse(sim ? "sim-1.0" : "pc-i440fx-7.2");
    String cpuModel = spec.text("cpuModel").orElse(sim ? "sim64" : "Nehalem");
    Boot boot = spec.value("boot").map(this::boot).orElse(new Boot.FromDisk());
    List<Disk> disks = disks(spec.list("disks", 16));
    List<Nic> nics = nics(spec.list("nics", 8));
    Heartbeat heartbeat = spec.choice("heartbeat", Heartbeat.class).orElse(Heartbeat.NONE);
    Workload workload = spec.value("workload").map(this::workload).orElse(Workload.IDLE);
    var made =
        findings.attempt(() ->
            new VmSpec(
                driver, cpus, memoryMiB, machine, cpuModel, boot, disks, nics, heartbeat,
                workload));
    findings.done();
    return made.orElseThrow();
  }

  private Boot boot(JsonNode json) {
    if (json.path("type").asText().equals("kernel")) {
      return kernel(new Fields(json, "boot", findings, KERNEL));
    }
    // Unless it is plainly a disk, the details may be a kernel's, and one finding is enough.
    boolean disk = json.path("type").asText().equals("disk");
    var boot = new Fields(json, "boot", findings, disk ? NO_BOOT_DETAILS : KERNEL);
    String type = boot.text("type", "disk");
    if (!type.equals("disk")) {
      boot.notOneOf("type", type, List.of("disk", "kernel"));
    }
    return new Boot.FromDisk();
  }

  private static Boot kernel(Fields boot) {
    return new Boot.FromKernel(
        boot.text("kernel", "/"),
        boot.text("initrd").orElse(null),
        boot.text("cmdline").orElse(""));
  }

  private List<Disk> disks(List<JsonNode> items) {
    List<Disk> disks = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      var disk = new Fields(items.get(i), "disks[" + i + "]", findings, DISK);
      disk.require("format");
      disks.add(
          new Disk(
              disk.text("path", "/"),
              disk.choice("format", Disk.Format.class).orElse(Disk.Format.RAW),
              disk.flag("readOnly"),
              disk.flag("shared")));
    }
    return disks;
  }

  private List<Nic> nics(List<JsonNode> items) {
    List<Nic> nics = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      String type = items.get(i).path("type").asText();
      var known = type.equals("none") || type.equals("user") ? NIC : TAP;
      nics.add(nic(new Fields(items.get(i), "nics[" + i + "]", findings, known)));
    }
    return nics;
  }

  private static Nic nic(Fields nic) {
    String type = nic.text("type", "none");
    String mac = nic.text("mac").orElse(null);
    return switch (type) {
      case "none" -> new Nic.None(mac);
      case "user" -> new Nic.User(mac);
      case "tap" -> new Nic.Tap(nic.text("device", "tap0"), mac);
      default -> {
        nic.notOneOf("type", type, List.of("none", "user", "tap"));
        yield new Nic.None(mac);
      }
    };
  }

  private Workload workload(JsonNode json) {
    var workload = new Fields(json, "workload", findings, WORKLOAD);
    return new Workload(
        workload.wholeLong("seed", 0),
        workload.whole("workingSetMiB", 0),
        workload.whole("dirtyPagesPerSecond", 0));
  }
}
