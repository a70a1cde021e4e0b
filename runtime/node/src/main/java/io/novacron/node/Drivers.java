package io.novacron.node;

import io.novacron.hypervisor.HypervisorDriver;
import io.novacron.hypervisor.qemu.QemuDriver;
import io.novacron.hypervisor.qemu.QemuSettings;
import io.novacron.hypervisor.sim.SimulatedDriver;
import io.novacron.hypervisor.sim.SimulatedSettings;
import java.util.List;

/** The hypervisor drivers that this version ships. */
final class Drivers {
  private Drivers() {}

  static List<HypervisorDriver> of(NodeSettings settings) {
    return settings.drivers().stream().map(name -> driver(name, settings)).toList();
  }

  private static HypervisorDriver driver(String name, NodeSettings settings) {
    return switch (name) {
      case "qemu" -> QemuDriver.create(settings.data(), QemuSettings.defaults());
      case "sim" -> SimulatedDriver.create(SimulatedSettings.defaults());
      default ->
          throw new StartException(
              "There is no hypervisor driver '" + name + "'",
              "This version knows qemu and sim",
              "Correct --drivers.");
    };
  }
}
