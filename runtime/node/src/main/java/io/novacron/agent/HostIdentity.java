package io.novacron.agent;

/**
 * What a host says of itself that does not change while it runs.
 *
 * @param address of its cluster transport, {@code pekko://novacron@host:port}
 * @param api base address of its REST API
 * @param memoryMiB that it offers to guests
 */
public record HostIdentity(
    String id, String site, String address, String api, int cpus, long memoryMiB, String version) {}
