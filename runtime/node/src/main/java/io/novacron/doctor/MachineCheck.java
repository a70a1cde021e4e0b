package io.novacron.doctor;

import java.lang.management.ManagementFactory;
import java.util.List;

/** How many processors and how much memory there are; limits of a container count. */
final class MachineCheck implements Check {
  private static final String NAME = "machine";
  private static final long MIB = 1L << 20;

  /** What a node without guests was seen to take, and what its cluster still can do with. */
  private static final long LEAST_MIB = 512;

  private static final int FEW_CPUS = 2;

  private final long guestsMiB;

  MachineCheck(long guestsMiB) {
    this.guestsMiB = guestsMiB;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Finding> look() {
    return List.of(
        cpus(Runtime.getRuntime().availableProcessors()), memory(machineMiB(), guestsMiB));
  }

  private static long machineMiB() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean sun
        ? sun.getTotalMemorySize() / MIB
        : Runtime.getRuntime().maxMemory() / MIB;
  }

  static Finding cpus(int count) {
    return count < FEW_CPUS
        ? Finding.warning(
            NAME,
            count + " CPU: guests and node wait for each other",
            "Give this machine or container two CPUs or more.")
        : Finding.ok(NAME, count + " CPUs");
  }

  static Finding memory(long machineMiB, long guestsMiB) {
    String measured = machineMiB + " MiB of memory, " + guestsMiB + " MiB of them for guests";
    if (machineMiB < LEAST_MIB) {
      return Finding.fault(
          NAME, measured, "A node needs " + LEAST_MIB + " MiB and what its guests take.");
    }
    long most = Math.max(0, machineMiB - LEAST_MIB);
    return guestsMiB > most
        ? Finding.warning(
            NAME,
            measured + ": none is left for the node",
            "Offer at most " + most + " MiB: --memory-mib " + most)
        : Finding.ok(NAME, measured);
  }
}
