package io.novacron.migration;

import io.novacron.migration.Progress.Phase;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether pre-copy gets anywhere: it does not while the guest dirties memory at least as fast as
 * memory arrives at the target. What is seen for a moment says nothing; what lasts for {@link
 * MigrationDeadlines#CONVERGE} ends the migration.
 *
 * @param lostSince since when without interruption; empty while it gains, or nothing is known
 * @param why in figures, as of the last progress
 */
public record Convergence(Optional<Instant> lostSince, String why) {
  /** Nothing is known yet. */
  public static final Convergence UNKNOWN = new Convergence(Optional.empty(), "");

  /** The first pass sends everything, whatever the guest does. */
  private static final int FIRST_PASS_THAT_COUNTS = 2;

  private static final double MEGA = 1e6;

  /** What is known once {@code progress} was heard, too. */
  public Convergence after(Progress progress, Instant now) {
    return loses(progress)
        ? new Convergence(lostSince.or(() -> Optional.of(now)), figures(progress))
        : UNKNOWN;
  }

  /** Why it is hopeless, if it is. */
  public Optional<String> hopeless(Instant now) {
    return lostSince
        .filter(since -> !now.isBefore(since.plus(MigrationDeadlines.CONVERGE)))
        .map(_ -> why);
  }

  /** A link over which nothing comes at all is the transport's affair. */
  private static boolean loses(Progress p) {
    return p.phase() == Phase.PRE_COPY
        && p.pass() >= FIRST_PASS_THAT_COUNTS
        && p.goodputBytesPerSecond() > 0
        && p.dirtyBytesPerSecond() >= p.goodputBytesPerSecond();
  }

  private static String figures(Progress p) {
    return String.format(
        Locale.ROOT,
        "does not converge: for %d s its guest has dirtied memory at least as fast as it arrived,"
            + " at last %.1f MB/s against %.1f MB/s",
        MigrationDeadlines.CONVERGE.toSeconds(),
        p.dirtyBytesPerSecond() / MEGA,
        p.goodputBytesPerSecond() / MEGA);
  }
}
