package io.novacron.client.resource;

import org.jspecify.annotations.Nullable;

/**
 * What a completed migration cost.
 *
 * @param guestMemoryBytes configured memory of the guest
 * @param streamBytes out of the hypervisor
 * @param compressedBytes after compression
 * @param wireBytes with framing
 * @param passes over dirty memory
 * @param durationMillis from the request to the running copy, ms
 * @param pauseMillis that the guest stood still, ms
 * @param pauseSource {@code heartbeat} as felt by the guest, or {@code events} from STOP to RESUME
 * @param pauseObserver node whose clock measured the pause; null when unknown
 * @param streams TCP connections used
 * @param goodputBytesPerSecond stream bytes per second of the transfer
 * @param streamSha256 of the whole stream, hex; equal on both sides
 * @param peakInFlightBytes most bytes that were between the two hypervisors at once
 * @param encoding what was sent, level by level; null from a node that does not count it
 */
public record ReceiptResource(
    long guestMemoryBytes,
    long streamBytes,
    long compressedBytes,
    long wireBytes,
    int passes,
    long durationMillis,
    double pauseMillis,
    String pauseSource,
    @Nullable String pauseObserver,
    int streams,
    long goodputBytesPerSecond,
    @Nullable String streamSha256,
    long peakInFlightBytes,
    @Nullable EncodingResource encoding) {}
