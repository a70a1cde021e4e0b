package io.novacron.migration;

/**
 * What a migration cost, as its source counted it. Zero where nobody could say.
 *
 * @param guestMemoryBytes configured memory of the guest
 * @param streamBytes out of the hypervisor
 * @param compressedBytes after compression
 * @param wireBytes with framing
 * @param passes over dirty memory
 * @param durationMillis from the request to the running copy
 * @param pauseMillis that the guest stood still; negative when nobody measured it
 * @param pauseSource how that was measured
 * @param pauseObserver host whose clock measured it; empty when nobody did
 * @param streams TCP connections
 * @param goodputBytesPerSecond stream bytes per second of the transfer
 * @param streamSha256 of the whole stream, hex, equal on both sides
 * @param peakInFlightBytes most bytes between the two hypervisors at once
 * @param encoding what was sent, level by level
 */
public record Receipt(
    long guestMemoryBytes,
    long streamBytes,
    long compressedBytes,
    long wireBytes,
    int passes,
    long durationMillis,
    double pauseMillis,
    PauseSource pauseSource,
    String pauseObserver,
    int streams,
    long goodputBytesPerSecond,
    String streamSha256,
    long peakInFlightBytes,
    Encoding encoding) {

  /** How a pause was measured. */
  public enum PauseSource {
    /** Gap in the guest's own heartbeat, as seen by one observer with one clock. */
    HEARTBEAT,
    /** From the stop of the source's vCPUs to the start of the target's. */
    EVENTS
  }

  /** Of a migration whose source could not be asked. */
  public static Receipt unknown(Plan plan) {
    return new Receipt(
        plan.spec().memoryMiB() * (1L << 20),
        0,
        0,
        0,
        0,
        0,
        -1,
        PauseSource.EVENTS,
        "",
        0,
        0,
        "",
        0,
        Encoding.UNKNOWN);
  }
}
