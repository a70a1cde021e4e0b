package io.novacron.dwcp.transfer;

import io.novacron.dwcp.amst.Goodput;
import java.time.Duration;

/** What one side has counted so far; guarded by the transfer's lock. */
final class Counts {
  final long startNanos = System.nanoTime();
  final Goodput goodput = new Goodput();
  long rawBytes;
  long compressedBytes;
  long wireBytes;
  int streams;
  int mostStreams;

  void streams(int now) {
    streams = now;
    mostStreams = Math.max(mostStreams, now);
  }

  TransferProgress progress(long delivered, long inFlight, long peak, long rttNanos) {
    long rate = goodput.bytesPerSecond(System.nanoTime());
    return new TransferProgress(
        rawBytes, compressedBytes, wireBytes, delivered, inFlight, peak, rate, rttNanos, streams);
  }

  TransferResult result(String sha256, long peak, long sinceNanos) {
    long nanos = Math.max(1, System.nanoTime() - sinceNanos);
    return new TransferResult(
        rawBytes,
        compressedBytes,
        wireBytes,
        sha256,
        peak,
        Duration.ofNanos(nanos),
        (long) (rawBytes * 1e9 / nanos),
        mostStreams);
  }
}
