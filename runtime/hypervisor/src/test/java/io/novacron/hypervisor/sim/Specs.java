package io.novacron.hypervisor.sim;

import io.novacron.vm.Boot;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.VmSpec;
import io.novacron.vm.Workload;
import java.util.List;

/** Specs of simulated guests. */
final class Specs {
  private Specs() {}

  static VmSpec simulated(int memoryMiB, Heartbeat heartbeat, Workload workload) {
    return new VmSpec(
        "sim",
        1,
        memoryMiB,
        SimulatedDriver.MACHINE,
        SimulatedDriver.CPU_MODEL,
        new Boot.FromDisk(),
        List.of(),
        List.of(),
        heartbeat,
        workload);
  }
}
