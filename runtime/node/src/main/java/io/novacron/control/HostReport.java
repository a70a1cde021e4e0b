package io.novacron.control;

import io.novacron.hypervisor.DriverReport;
import io.novacron.wire.Wire;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What a host says about itself to the whole cluster.
 *
 * @param address of its cluster transport, {@code pekko://novacron@host:port}
 * @param api base address of its REST API
 * @param memoryMiB that it offers to guests
 * @param memoryUsedMiB that its guests are configured with
 * @param agent who acts on it
 */
public record HostReport(
    String id,
    String site,
    String address,
    String api,
    int cpus,
    long memoryMiB,
    long memoryUsedMiB,
    int guests,
    List<DriverReport> drivers,
    String version,
    ActorRef<AgentCommand> agent)
    implements Wire {

  public HostReport {
    drivers = List.copyOf(drivers);
  }

  /** What it offers of a driver. */
  public Optional<DriverReport> driver(String name) {
    return drivers.stream().filter(driver -> driver.driver().equals(name)).findFirst();
  }

  /** Memory that is not yet promised to guests, MiB. */
  public long memoryFreeMiB() {
    return memoryMiB - memoryUsedMiB;
  }
}
