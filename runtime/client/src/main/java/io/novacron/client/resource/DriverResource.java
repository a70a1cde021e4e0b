package io.novacron.client.resource;

import java.util.List;

/**
 * What a hypervisor driver offers on a node.
 *
 * @param reason empty when available; otherwise what is missing and the remedy
 * @param version of the hypervisor; empty when unavailable
 * @param accelerators fastest first
 */
public record DriverResource(
    String driver,
    boolean available,
    String reason,
    String version,
    List<String> accelerators,
    List<String> machines,
    List<String> cpuModels) {

  public DriverResource {
    accelerators = List.copyOf(accelerators);
    machines = List.copyOf(machines);
    cpuModels = List.copyOf(cpuModels);
  }
}
