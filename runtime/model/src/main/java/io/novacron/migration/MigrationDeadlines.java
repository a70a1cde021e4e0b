package io.novacron.migration;

import java.time.Duration;

/** How long a migration may stay in a state. */
public final class MigrationDeadlines {
  /** The target makes an empty guest, calibration of a fresh host included. */
  public static final Duration PREPARE = Duration.ofSeconds(60);

  /** The source opens the stream. */
  public static final Duration BEGIN = Duration.ofSeconds(30);

  /** From the source's seal to the target's word that it has everything. */
  public static final Duration ARRIVE = Duration.ofSeconds(60);

  /** After the commit, for the target to run and the source to let go. */
  public static final Duration COMPLETE = Duration.ofSeconds(20);

  /** After an abort, for both hosts to put things right. */
  public static final Duration ROLL_BACK = Duration.ofSeconds(15);

  /** Without a word of a host before the commit: it is given up. */
  public static final Duration SILENCE = Duration.ofSeconds(20);

  /**
   * In which pre-copy may lose against the guest: long enough for a busy spell to pass, and it
   * costs its link for no longer.
   */
  public static final Duration CONVERGE = Duration.ofMinutes(10);

  private MigrationDeadlines() {}
}
