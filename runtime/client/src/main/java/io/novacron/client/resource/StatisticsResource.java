package io.novacron.client.resource;

/**
 * Figures of a running guest.
 *
 * @param memoryBytes configured guest memory
 * @param residentBytes host memory it occupies
 * @param cpuNanos CPU time that it has used on the host, ns
 * @param uptimeMillis since it was started or accepted on this host, ms
 */
public record StatisticsResource(
    long memoryBytes, long residentBytes, long cpuNanos, long uptimeMillis) {}
