package io.novacron.hypervisor;

import java.util.List;

/**
 * What a driver offers on this host.
 *
 * @param driver its name
 * @param available whether guests can be started
 * @param reason empty when available; otherwise what is missing and the remedy
 * @param version of the hypervisor, empty when unavailable
 * @param accelerators fastest first; the first one is what new guests get
 * @param machines versioned machine types offered
 * @param cpuModels named CPU models offered
 */
public record DriverReport(
    String driver,
    boolean available,
    String reason,
    String version,
    List<String> accelerators,
    List<String> machines,
    List<String> cpuModels) {

  public DriverReport {
    accelerators = List.copyOf(accelerators);
    machines = List.copyOf(machines);
    cpuModels = List.copyOf(cpuModels);
  }

  public static DriverReport unavailable(String driver, String reason) {
    return new DriverReport(driver, false, reason, "", List.of(), List.of(), List.of());
  }
}
