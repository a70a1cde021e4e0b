package io.novacron.hypervisor;

/**
 * Progress of a migration out, as the hypervisor sees it.
 *
 * @param pass number of the pass over dirty memory, from 1; 0 before the first
 * @param totalBytes guest memory to be considered
 * @param remainingBytes not yet written in this pass; goes up and down by nature
 * @param writtenBytes written to the stream so far
 * @param dirtyBytesPerSecond rate at which the guest dirties memory, 0 while unknown
 */
public record MigrationProgress(
    int pass, long totalBytes, long remainingBytes, long writtenBytes, long dirtyBytesPerSecond) {}
