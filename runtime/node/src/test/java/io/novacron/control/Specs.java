package io.novacron.control;

import io.novacron.migration.Plan;
import io.novacron.vm.Boot;
import io.novacron.vm.Disk;
import io.novacron.vm.Grant;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.Token;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import io.novacron.vm.Workload;
import java.time.Instant;
import java.util.List;

/** What tests move around. */
public final class Specs {
  public static final VmId WEB = new VmId("web");

  private Specs() {}

  public static VmSpec simulated(int memoryMiB) {
    return simulated(memoryMiB, List.of());
  }

  public static VmSpec simulated(int memoryMiB, List<Disk> disks) {
    return new VmSpec(
        "sim",
        1,
        memoryMiB,
        "sim-1.0",
        "sim64",
        new Boot.FromDisk(),
        disks,
        List.of(),
        Heartbeat.SERIAL,
        Workload.IDLE);
  }

  public static Plan plan(String id) {
    return new Plan(
        id,
        WEB,
        simulated(16),
        new Grant("n1", new Token(0, 2), "sim"),
        new Grant("n2", new Token(0, 4), "sim"),
        300,
        false,
        Instant.now().plusSeconds(3_600));
  }
}
