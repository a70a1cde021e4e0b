package io.novacron.dwcp.transfer;

import java.time.Duration;

/**
 * How a transfer is to go. Both sides have their own; where they differ in memory the smaller
 * counts.
 *
 * @param streams TCP connections, 1 .. 64; more of them help where each loses packets or is stalled
 * @param frameBytes most raw bytes in one frame, 16 KiB .. 256 KiB
 * @param allowedPause for which the guest may stand still; the bytes in flight take their share of
 *     it. Too short: little more than the path's own delay is under way and a jittery link is not
 *     filled. Too long: the pause grows by what is still to be drained
 * @param pauseShare share of the allowed pause that may be spent on draining, 0 .. 1
 * @param zstdLevel -7 (fast) .. 19 (small)
 * @param maxInFlightBytes most raw bytes between source and sink, whatever is measured: memory on
 *     both sides; at least 1 MiB. Below rate x round trip the link is not filled
 * @param silence after which without any progress a transfer fails
 * @param admission for which the receiver waits for the first connection
 */
public record TransferOptions(
    int streams,
    int frameBytes,
    Duration allowedPause,
    double pauseShare,
    int zstdLevel,
    long maxInFlightBytes,
    Duration silence,
    Duration admission) {

  /** What is read at once; some more may be in a frame, which was kept back before. */
  private static final int MOST_FRAME_BYTES = 256 * 1024;

  public TransferOptions {
    require(streams >= 1 && streams <= 64, "1 to 64 streams");
    require(frameBytes >= 16 * 1024 && frameBytes <= MOST_FRAME_BYTES, "frames of 16 to 256 KiB");
    require(!allowedPause.isNegative(), "a pause that is not negative");
    require(pauseShare >= 0 && pauseShare <= 1, "a share of the pause between 0 and 1");
    require(zstdLevel >= -7 && zstdLevel <= 19, "a zstd level between -7 and 19");
    require(maxInFlightBytes >= 1024 * 1024, "at least 1 MiB in flight");
    require(silence.isPositive() && admission.isPositive(), "deadlines above zero");
  }

  /** 4 streams, frames of 128 KiB, 300 ms of pause and half of it for draining, level 1, 64 MiB. */
  public static TransferOptions defaults() {
    return new TransferOptions(
        4,
        128 * 1024,
        Duration.ofMillis(300),
        0.5,
        1,
        64L * 1024 * 1024,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30));
  }

  /** These options with another number of connections. */
  public TransferOptions withStreams(int count) {
    return new TransferOptions(
        count,
        frameBytes,
        allowedPause,
        pauseShare,
        zstdLevel,
        maxInFlightBytes,
        silence,
        admission);
  }

  /** These options with another allowed pause. */
  public TransferOptions withAllowedPause(Duration pause) {
    return new TransferOptions(
        streams, frameBytes, pause, pauseShare, zstdLevel, maxInFlightBytes, silence, admission);
  }

  /** These options with another bound of memory. */
  public TransferOptions withMaxInFlightBytes(long bytes) {
    return new TransferOptions(
        streams, frameBytes, allowedPause, pauseShare, zstdLevel, bytes, silence, admission);
  }

  /** These options with another deadline for progress. */
  public TransferOptions withSilence(Duration deadline) {
    return new TransferOptions(
        streams,
        frameBytes,
        allowedPause,
        pauseShare,
        zstdLevel,
        maxInFlightBytes,
        deadline,
        admission);
  }

  /** These options with another deadline for the first connection. */
  public TransferOptions withAdmission(Duration deadline) {
    return new TransferOptions(
        streams,
        frameBytes,
        allowedPause,
        pauseShare,
        zstdLevel,
        maxInFlightBytes,
        silence,
        deadline);
  }

  /** How often a side that has nothing to say lets itself be heard. */
  Duration heartbeat() {
    var often = silence.dividedBy(8);
    return often.compareTo(Duration.ofSeconds(1)) > 0 ? Duration.ofSeconds(1) : often;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("a transfer needs " + what);
    }
  }
}
