package io.novacron.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * Who of a cluster does a job that one of them is to do. Times are the database's, so that clocks
 * of nodes need not agree. A stage fails with a {@link DatabaseUnavailableException} when there is
 * no database.
 */
public final class JobLeases {
  /** Events that are not needed any more. */
  public static final String JOURNAL = "journal";

  /** Snapshots that are not needed any more. */
  public static final String SNAPSHOTS = "snapshots";

  static final List<String> JOBS = List.of(JOURNAL, SNAPSHOTS);

  private final SqlPool pool;

  /** What a claim came to. */
  public sealed interface Claim {
    /** It is the claimant's until the lease ends. */
    record Granted() implements Claim {}

    /** Somebody else does it, or has died while doing it. */
    record Held(String holder, Instant until) implements Claim {}

    /** It was done not long ago. */
    record Done(String holder, Instant at) implements Claim {}
  }

  public JobLeases(ReadSide readSide) {
    pool = readSide.pool();
  }

  /**
   * Claims {@code job} for {@code holder}.
   *
   * @param job one of this class's names
   * @param lease after which it is anybody's again, however it went
   * @param every how long it need not be done again once it was
   */
  public CompletionStage<Claim> claim(String job, String holder, Duration lease, Duration every) {
    return pool.call(connection -> {
      Instant now = DatabaseClock.now(connection);
      int granted =
          Sql.update(
              connection,
              "UPDATE job_lease SET holder = ?, held_until = ?"
                  + " WHERE job = ? AND held_until <= ? AND done_at <= ?",
              holder,
              now.plus(lease),
              job,
              now,
              now.minus(every));
      return granted == 1 ? new Claim.Granted() : refusal(connection, job, now);
    });
  }

  private static Claim refusal(Connection connection, String job, Instant now) throws SQLException {
    return new Select("holder, held_until, done_at", "job_lease")
        .where("job = ?", job)
        .<Claim>one(
            connection,
            row -> {
              Instant until = Sql.instant(row, "held_until");
              String holder = row.getString("holder");
              return until.isAfter(now)
                  ? new Claim.Held(holder, until)
                  : new Claim.Done(holder, Sql.instant(row, "done_at"));
            })
        .orElseThrow(() -> new IllegalArgumentException("there is no job '" + job + "'"));
  }

  /**
   * Gives {@code job} back; does nothing when it is not {@code holder}'s any more.
   *
   * @param done whether it was done
   */
  public CompletionStage<Done> release(String job, String holder, boolean done) {
    String end = "UPDATE job_lease SET held_until = ?" + (done ? ", done_at = ?" : "");
    return pool.call(connection -> {
      Instant now = DatabaseClock.now(connection);
      Object[] values =
          done ? new Object[] {now, now, job, holder} : new Object[] {now, job, holder};
      Sql.update(connection, end + " WHERE job = ? AND holder = ?", values);
      return Done.getInstance();
    });
  }
}
