package io.novacron.client.resource;

import org.jspecify.annotations.Nullable;

/**
 * How far a migration is; never journalled, so it may be missing after a restart.
 *
 * @param phase {@code preparing pre-copy switch-over resuming done}
 * @param pass over dirty memory, from 1; 0 before the first
 * @param totalBytes guest memory to be considered
 * @param remainingBytes not yet written in this pass; goes up and down by nature
 * @param writtenBytes by the hypervisor so far
 * @param rawBytes of the stream carried so far, before compression
 * @param wireBytes of the stream carried so far, with framing
 * @param goodputBytesPerSecond raw bytes that arrive at the target per second
 * @param dirtyBytesPerSecond rate at which the guest dirties memory; 0 while unknown
 * @param rttMillis round trip to the target, ms
 * @param estimatedRestMillis null while nothing can be said, ms
 * @param streams TCP connections in use
 */
public record ProgressResource(
    String phase,
    int pass,
    long totalBytes,
    long remainingBytes,
    long writtenBytes,
    long rawBytes,
    long wireBytes,
    long goodputBytesPerSecond,
    long dirtyBytesPerSecond,
    double rttMillis,
    @Nullable Long estimatedRestMillis,
    int streams) {}
