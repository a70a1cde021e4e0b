package io.novacron.control;

import io.novacron.control.Hosts.Host;
import io.novacron.hypervisor.DriverReport;
import io.novacron.vm.Disk;
import io.novacron.vm.VmSpec;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a VM may run: among the hosts that offer what its spec names, the one with most free
 * memory. What hosts report is a moment old, so the host itself has the last word on its memory.
 */
final class Placement {
  /** A host that was chosen, and what the guest runs on there. */
  record Chosen(String host, String accelerator) {}

  private final Collection<Host> hosts;

  Placement(Collection<Host> hosts) {
    this.hosts = hosts;
  }

  /**
   * For a start.
   *
   * @throws Refusal when {@code wanted}, or no host at all, fits
   */
  Chosen start(VmSpec spec, Optional<String> wanted) {
    Need need = new Need(spec, Optional.empty(), Optional.empty());
    return wanted
        .map(host -> require(host, need, Refusal.Code.NO_CAPACITY))
        .orElseGet(() -> best(need));
  }

  /**
   * For a live move away from {@code source}, on the same accelerator.
   *
   * @throws Refusal when {@code wanted}, or no host at all, fits
   */
  Chosen move(VmSpec spec, String source, String accelerator, Optional<String> wanted) {
    spec.disks().stream()
        .filter(disk -> !disk.shared())
        .findFirst()
        .ifPresent(Placement::refuseLocal);
    Need need = new Need(spec, Optional.of(source), Optional.of(accelerator));
    return wanted
        .map(host -> require(host, need, Refusal.Code.CANNOT_MIGRATE))
        .orElseGet(() -> best(need));
  }

  private static void refuseLocal(Disk disk) {
    throw new Refusal(
        Refusal.Code.CANNOT_MIGRATE,
        "disk " + disk.path() + " is local to its host; only shared disks move with their VM");
  }

  private Chosen require(String id, Need need, Refusal.Code code) {
    Host host =
        hosts.stream()
            .filter(h -> h.report().id().equals(id))
            .findFirst()
            .orElseThrow(() -> new Refusal(code, "there is no host '" + id + "'"));
    need.objection(host).ifPresent(why -> refuse(code, id, why));
    return need.on(host);
  }

  private static void refuse(Refusal.Code code, String host, String why) {
    throw new Refusal(code, host + " " + why);
  }

  private Chosen best(Need need) {
    return hosts.stream()
        .filter(host -> need.objection(host).isEmpty())
        .max(Comparator.comparingLong(host -> host.report().memoryFreeMiB()))
        .map(need::on)
        .orElseThrow(() -> new Refusal(Refusal.Code.NO_CAPACITY, objections(need)));
  }

  private String objections(Need need) {
    return "no host fits: "
        + hosts.stream()
            .map(host -> host.report().id() + " " + need.objection(host).orElse("fits"))
            .collect(Collectors.joining("; "));
  }

  /** What a guest needs of its host. */
  private record Need(VmSpec spec, Optional<String> notOn, Optional<String> accelerator) {
    Chosen on(Host host) {
      return new Chosen(
          host.report().id(), accelerator.orElseGet(() -> offer(host).accelerators().getFirst()));
    }

    private DriverReport offer(Host host) {
      return host.report()
          .driver(spec.driver())
          .orElseGet(() -> DriverReport.unavailable(spec.driver(), "it is switched off"));
    }

    /** Why {@code host} does not do; empty when it does. */
    Optional<String> objection(Host host) {
      DriverReport offer = offer(host);
      if (notOn.equals(Optional.of(host.report().id()))) {
        return Optional.of("is where it runs already");
      }
      if (!host.reachable()) {
        return Optional.of(
            "is "
                + host.reach().name().toLowerCase(java.util.Locale.ROOT)
                + " since "
                + host.since());
      }
      if (!offer.available() || offer.accelerators().isEmpty()) {
        return Optional.of("has no driver '" + spec.driver() + "': " + offer.reason());
      }
      return mismatch(offer).or(() -> tooSmall(host));
    }

    private Optional<String> mismatch(DriverReport offer) {
      if (!offer.machines().contains(spec.machine())) {
        return Optional.of("does not offer the machine type " + spec.machine());
      }
      if (!offer.cpuModels().contains(spec.cpuModel())) {
        return Optional.of("does not offer the CPU model " + spec.cpuModel());
      }
      return accelerator
          .filter(wanted -> !offer.accelerators().contains(wanted))
          .map(wanted -> "does not offer the accelerator " + wanted);
    }

    private Optional<String> tooSmall(Host host) {
      long free = host.report().memoryFreeMiB();
      return spec.memoryMiB() <= free
          ? Optional.empty()
          : Optional.of(
              "has "
                  + free
                  + " MiB free of "
                  + host.report().memoryMiB()
                  + ", and it needs "
                  + spec.memoryMiB());
    }
  }
}
