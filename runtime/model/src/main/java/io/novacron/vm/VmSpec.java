package io.novacron.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a VM is made of. Machine type and CPU model are named and versioned, since a guest can only
 * move to a host that offers exactly the same ones.
 *
 * @param driver hypervisor driver, {@code qemu} or {@code sim}
 * @param cpus virtual CPUs, 1 to 256
 * @param memoryMiB guest memory, 1 to 16,777,216 MiB
 * @param machine versioned machine type, such as {@code pc-i440fx-7.2}
 * @param cpuModel named CPU model, never {@code host} or {@code max}
 * @param disks at most 16; the first one is the boot disk
 * @param nics at most 8
 * @param workload only heeded by the simulator
 */
public record VmSpec(
    String driver,
    int cpus,
    int memoryMiB,
    String machine,
    String cpuModel,
    Boot boot,
    List<Disk> disks,
    List<Nic> nics,
    Heartbeat heartbeat,
    Workload workload) {

  private static final Pattern VERSIONED = Pattern.compile("[A-Za-z0-9_-]+-\\d+(\\.\\d+)*");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9._-]{1,15}");
  private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");
  private static final Set<String> UNPORTABLE_CPUS = Set.of("host", "max", "base");
  private static final int MAX_TEXT = 4096;

  /**
   * @throws InvalidSpecException with every violation found
   */
  public VmSpec {
    disks = List.copyOf(disks);
    nics = List.copyOf(nics);
    var check = new Check();
    check.that(Set.of("qemu", "sim").contains(driver), "driver", "must be qemu or sim");
    check.that(cpus >= 1 && cpus <= 256, "cpus", "must be 1 to 256, got " + cpus);
    check.that(
        memoryMiB >= 1 && memoryMiB <= 1 << 24,
        "memoryMiB",
        "must be 1 to 16777216 MiB, got " + memoryMiB);
    check.that(
        machine.length() <= 64 && VERSIONED.matcher(machine).matches(),
        "machine",
        "must be a versioned machine type such as pc-i440fx-7.2, got " + VmId.abbreviate(machine));
    check.that(
        WORD.matcher(cpuModel).matches() && !UNPORTABLE_CPUS.contains(cpuModel),
        "cpuModel",
        "must name a CPU model, and not host or max, which differ from host to host");
    check.that(disks.size() <= 16, "disks", "at most 16, got " + disks.size());
    check.that(nics.size() <= 8, "nics", "at most 8, got " + nics.size());
    check.boot(boot, disks, driver);
    for (int i = 0; i < disks.size(); i++) {
      check.path("disks[" + i + "].path", disks.get(i).path());
    }
    for (int i = 0; i < nics.size(); i++) {
      check.nic("nics[" + i + "]", nics.get(i));
    }
    check.workload(workload, memoryMiB);
    check.done();
  }

  /** Collects violations, so that a user hears of all of them at once. */
  private static final class Check {
    private final List<InvalidSpecException.Violation> violations = new ArrayList<>();

    void that(boolean holds, String field, String problem) {
      if (!holds) {
        violations.add(new InvalidSpecException.Violation(field, problem));
      }
    }

    void boot(Boot boot, List<Disk> disks, String driver) {
      switch (boot) {
        case Boot.FromDisk() ->
            that(
                !disks.isEmpty() || driver.equals("sim"),
                "disks",
                "booting from disk needs at least one");
        case Boot.FromKernel(var kernel, var initrd, var cmdline) -> {
          path("boot.kernel", kernel);
          if (initrd != null) {
            path("boot.initrd", initrd);
          }
          that(
              cmdline.length() <= MAX_TEXT && cmdline.indexOf('\0') < 0,
              "boot.cmdline",
              "must have at most " + MAX_TEXT + " characters and no NUL");
        }
      }
    }

    /** QEMU reads commas and colons in option values, and NUL ends a C string. */
    void path(String field, String path) {
      that(
          path.startsWith("/") && path.length() <= MAX_TEXT && path.indexOf('\0') < 0,
          field,
          "must be an absolute path of at most " + MAX_TEXT + " characters");
    }

    void nic(String field, Nic nic) {
      String mac = nic.mac();
      that(
          mac == null || MAC.matcher(mac).matches(),
          field + ".mac",
          "must be six hex octets such as 52:54:00:12:34:56");
      if (nic instanceof Nic.Tap tap) {
        that(
            DEVICE.matcher(tap.device()).matches(),
            field + ".device",
            "must name a network device of at most 15 characters");
      }
    }

    void workload(Workload workload, int memoryMiB) {
      that(
          workload.workingSetMiB() >= 0 && workload.workingSetMiB() <= Math.max(0, memoryMiB),
          "workload.workingSetMiB",
          "must lie between 0 and memoryMiB");
      that(
          workload.dirtyPagesPerSecond() >= 0 && workload.dirtyPagesPerSecond() <= 10_000_000,
          "workload.dirtyPagesPerSecond",
          "must lie between 0 and 10000000");
    }

    void done() {
      if (!violations.isEmpty()) {
        throw new InvalidSpecException(violations);
      }
    }
  }
}
