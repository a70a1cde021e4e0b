package io.novacron.migration;

import io.novacron.migration.Progress.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether pre-copy gets anywhere: it does while now and then a pass has less to send than the least
 * before it. Rates do not say that: where a pass only sends what was dirtied during the last one,
 * the rate at which memory is dirtied settles at that of the link. When no pass was smaller for
 * {@link MigrationDeadlines#CONVERGE}, and over several passes, it is hopeless.
 *
 * @param pass that is going on; 0 before one that counts
 * @param peakBytes the most that has remained in it
 * @param leastBytes the peak of the smallest pass that has ended; negative before the first
 * @param passesSince that have ended since without being smaller
 * @param since when that was; empty before the first
 * @param why it does not get on, as of the last progress
 */
public record Convergence(
    int pass,
    long peakBytes,
    long leastBytes,
    int passesSince,
    Optional<Instant> since,
    String why) {
  /** Nothing is known yet. */
  public static final Convergence UNKNOWN = new Convergence(0, 0, -1, 0, Optional.empty(), "");

  /** The first pass sends everything, whatever the guest does. */
  private static final int FIRST_PASS_THAT_COUNTS = 2;

  /** On a slow link one pass may take longer than all the time that is allowed. */
  private static final int FEWEST_PASSES = 2;

  /** Of the least, what a pass has to be below to be called smaller. */
  private static final double SMALLER = 0.9;

  private static final double MEGA = 1e6;

  /** What is known once {@code progress} was heard, too. */
  public Convergence after(Progress progress, Instant now) {
    if (progress.phase() != Phase.PRE_COPY || progress.pass() < FIRST_PASS_THAT_COUNTS) {
      return UNKNOWN;
    }
    return progress.pass() == pass
        ? at(progress, Math.max(peakBytes, progress.remainingBytes()), now)
        : ended(now).at(progress, progress.remainingBytes(), now);
  }

  private Convergence at(Progress progress, long peak, Instant now) {
    return new Convergence(
        progress.pass(), peak, leastBytes, passesSince, since, figures(progress, now));
  }

  /** The pass that was going on has ended. */
  private Convergence ended(Instant now) {
    if (pass == 0) {
      return this;
    }
    return leastBytes < 0 || peakBytes < SMALLER * leastBytes
        ? new Convergence(pass, peakBytes, peakBytes, 0, Optional.of(now), why)
        : new Convergence(pass, peakBytes, leastBytes, passesSince + 1, since, why);
  }

  /** Why it is hopeless, if it is. */
  public Optional<String> hopeless(Instant now) {
    return since
        .filter(from -> passesSince >= FEWEST_PASSES)
        .filter(from -> !now.isBefore(from.plus(MigrationDeadlines.CONVERGE)))
        .map(_ -> why);
  }

  private String figures(Progress p, Instant now) {
    return String.format(
        Locale.ROOT,
        "does not converge: for %d s no pass had less to send than %.1f MB; its guest dirties"
            + " %.1f MB/s, and %.1f MB/s arrive",
        since.map(from -> Duration.between(from, now).toSeconds()).orElse(0L),
        Math.max(0, leastBytes) / MEGA,
        p.dirtyBytesPerSecond() / MEGA,
        p.goodputBytesPerSecond() / MEGA);
  }
}
