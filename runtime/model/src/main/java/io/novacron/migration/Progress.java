package io.novacron.migration;

/**
 * How far a migration is. Never journalled.
 *
 * @param phase in which it is
 * @param pass over dirty memory, from 1; 0 before the first
 * @param totalBytes guest memory to be considered
 * @param remainingBytes not yet written in this pass
 * @param writtenBytes by the hypervisor so far
 * @param rawBytes carried so far, before compression
 * @param compressedBytes carried so far, after it
 * @param wireBytes carried so far, with framing
 * @param goodputBytesPerSecond raw bytes that arrive per second
 * @param dirtyBytesPerSecond rate at which the guest dirties memory, 0 while unknown
 * @param rttNanos round trip to the target, 0 while unknown
 * @param estimatedRestMillis negative while nothing can be said
 * @param streams TCP connections in use
 */
public record Progress(
    Phase phase,
    int pass,
    long totalBytes,
    long remainingBytes,
    long writtenBytes,
    long rawBytes,
    long compressedBytes,
    long wireBytes,
    long goodputBytesPerSecond,
    long dirtyBytesPerSecond,
    long rttNanos,
    long estimatedRestMillis,
    int streams) {

  /** What a migration is busy with, as a user would say it. */
  public enum Phase {
    PREPARING,
    PRE_COPY,
    SWITCH_OVER,
    RESUMING,
    DONE
  }

  /** Of a migration that has not carried anything. */
  public static Progress none(Phase phase) {
    return new Progress(phase, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, 0);
  }

  /** The same figures in another phase. */
  public Progress in(Phase now) {
    return new Progress(
        now,
        pass,
        totalBytes,
        remainingBytes,
        writtenBytes,
        rawBytes,
        compressedBytes,
        wireBytes,
        goodputBytesPerSecond,
        dirtyBytesPerSecond,
        rttNanos,
        estimatedRestMillis,
        streams);
  }
}
