package io.novacron.dwcp.transfer;

import java.time.Duration;

/**
 * What a transfer that went well came to; the digest is the same on both sides.
 *
 * @param rawBytes length of the stream
 * @param compressedBytes the same after compression
 * @param wireBytes what went over the connections for it, headers and repetitions included
 * @param sha256 SHA-256 of the stream, 64 lower-case hexadecimal digits
 * @param peakInFlightBytes the most that was ever in flight, as in {@link TransferProgress}
 * @param duration from the start of the sender, or the first connection of the receiver, to the end
 * @param goodputBytesPerSecond raw bytes per second over the whole duration
 * @param streams the most connections that stood at once
 */
public record TransferResult(
    long rawBytes,
    long compressedBytes,
    long wireBytes,
    String sha256,
    long peakInFlightBytes,
    Duration duration,
    long goodputBytesPerSecond,
    int streams) {}
