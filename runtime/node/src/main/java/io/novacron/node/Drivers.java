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
    if (!settings.drivers().contains("qemu") && QemuDriver.hasGuests(settings.data())) {
      throw new StartException(
          "Guests of QEMU are recorded in " + settings.data() + ", and qemu is not among --drivers",
          "They may run, and this node would say that they are gone: then they could be started on"
              + " another host, too",
          "Add qemu to --drivers, or name another folder with --data.");
    }
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
