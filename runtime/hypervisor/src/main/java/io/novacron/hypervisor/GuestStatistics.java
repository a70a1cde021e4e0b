package io.novacron.hypervisor;

/**
 * Figures of a guest.
 *
 * @param memoryBytes configured guest memory
 * @param residentBytes host memory it occupies
 * @param cpuNanos CPU time that it has used on the host
 * @param uptimeMillis since this guest was started or accepted on this host
 */
public record GuestStatistics(
    long memoryBytes, long residentBytes, long cpuNanos, long uptimeMillis) {}
