package io.novacron.dwcp.transfer;

/**
 * How far a transfer is, as this side knows.
 *
 * @param rawBytes read from the source (sender) or come out of frames received (receiver)
 * @param compressedBytes the same after compression
 * @param wireBytes what went over the connections for it, headers and repetitions included
 * @param deliveredBytes raw bytes known to be in the sink
 * @param inFlightBytes raw bytes read from the source and not known to be in the sink (sender);
 *     bytes that wait for an earlier frame (receiver)
 * @param peakInFlightBytes the most that was ever in flight
 * @param goodputBytesPerSecond raw bytes delivered per second, of late
 * @param rttNanos what a frame takes from wire to sink and back, of late; 0 when not known, as
 *     always on the receiver
 * @param streams connections that stand
 */
public record TransferProgress(
    long rawBytes,
    long compressedBytes,
    long wireBytes,
    long deliveredBytes,
    long inFlightBytes,
    long peakInFlightBytes,
    long goodputBytesPerSecond,
    long rttNanos,
    int streams) {}
