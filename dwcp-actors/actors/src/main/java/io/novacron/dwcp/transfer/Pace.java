package io.novacron.dwcp.transfer;

import com.sun.management.OperatingSystemMXBean;
import io.novacron.dwcp.hde.EncoderController;
import io.novacron.dwcp.hde.EncoderController.Decision;
import io.novacron.dwcp.hde.StageLedger;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * Watches what a sender's time goes to, and says once in a while how much may be spent on making
 * its stream smaller: more while the network is waited for, less while packing is. For one thread.
 */
final class Pace {
  /** Where a stream without anything to say begins; the mode's level is the most there is. */
  private static final int START = 3;

  /** What the controller knows. */
  private static final int LEAST = -5;

  private static final double NANOS_PER_SECOND = 1e9;

  /** Waiting for the source says that neither is the limit. */
  private static final double NEITHER = 0.5;

  private final EncoderController controller;
  private long sinceNanos = System.nanoTime();
  private long markNanos = sinceNanos;
  private long networkNanos;
  private long sourceNanos;
  private long wireBytes;
  private long savedBytes;

  /**
   * @param ceiling zstd's level that is never exceeded
   */
  Pace(int ceiling) {
    int most = Math.max(LEAST, ceiling);
    controller = new EncoderController(most, Math.min(most, START));
  }

  /** What to begin with. */
  Decision first() {
    return controller.decision();
  }

  /** The network was waited for until now. */
  void waited() {
    networkNanos += lap();
  }

  /** The source was waited for until now. */
  void read() {
    sourceNanos += lap();
  }

  /**
   * Something was packed until now.
   *
   * @return what to do from now on, if it is time to say so
   */
  Optional<Decision> packed(TransferProgress progress, StageLedger ledger) {
    long elapsed = markNanos + lap() - sinceNanos;
    if (elapsed < EncoderController.tickNanos(progress.rttNanos())) {
      return Optional.empty();
    }
    Decision decision = controller.tick(inputs(progress, ledger, elapsed), markNanos);
    sinceNanos = markNanos;
    networkNanos = 0;
    sourceNanos = 0;
    wireBytes = progress.wireBytes();
    savedBytes = saved(ledger);
    return Optional.of(decision);
  }

  private long lap() {
    long now = System.nanoTime();
    long lap = now - markNanos;
    markNanos = now;
    return lap;
  }

  private EncoderController.Inputs inputs(
      TransferProgress progress, StageLedger ledger, long elapsed) {
    double seconds = elapsed / NANOS_PER_SECOND;
    return new EncoderController.Inputs(
        (networkNanos + NEITHER * sourceNanos) / elapsed,
        (long) ((progress.wireBytes() - wireBytes) / seconds),
        idle(),
        (long) ((saved(ledger) - savedBytes) / seconds),
        progress.rttNanos());
  }

  private static long saved(StageLedger ledger) {
    return ledger.stages().stream()
        .filter(stage -> stage.level().equals("literal"))
        .mapToLong(stage -> stage.bytesIn() - stage.bytesOut())
        .sum();
  }

  /** Of the host's processors; below 0 where it is not known. */
  private static double idle() {
    double load = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getCpuLoad();
    return load < 0 ? -1 : 1 - load;
  }
}
