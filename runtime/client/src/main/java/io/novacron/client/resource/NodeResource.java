package io.novacron.client.resource;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host.
 *
 * @param address {@code host:port} of its cluster transport
 * @param api base address of its REST API
 * @param state {@code up unreachable left}
 * @param memoryMiB that it offers to guests
 * @param memoryUsedMiB that its guests are configured with
 * @param guests how many there are
 * @param drivers what each hypervisor driver offers
 * @param version of NovaCron
 */
public record NodeResource(
    String id,
    String site,
    String address,
    @Nullable String api,
    String state,
    boolean reachable,
    @Nullable Instant unreachableSince,
    int cpus,
    long memoryMiB,
    long memoryUsedMiB,
    int guests,
    List<DriverResource> drivers,
    String version) {

  public NodeResource {
    drivers = List.copyOf(drivers);
  }
}
