package io.novacron.node;

import io.novacron.persistence.JobLeases;
import io.novacron.persistence.JobLeases.Claim;
import io.novacron.persistence.ReadSide;
import io.novacron.persistence.Retention;
import io.novacron.persistence.Retention.Step;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes old events and snapshots out of the database: every node tries, one of them does it. Its
 * own thread only waits, so that it may be interrupted: that of a statement may not, since an
 * embedded database would be closed by it.
 */
final class RetentionJobs {
  /** Rows that one run takes away, more or less; what is left waits for the next. */
  static final long MOST_ROWS = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(RetentionJobs.class);
  private static final Duration FIRST = Duration.ofMinutes(5);
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration ONE_STEP = Duration.ofMinutes(1);

  private final RetentionSettings settings;
  private final String node;
  private final JobLeases leases;
  private final Retention retention;

  /**
   * @param node under whose name it is done
   */
  RetentionJobs(RetentionSettings settings, String node, ReadSide readSide) {
    this.settings = settings;
    this.node = node;
    this.leases = new JobLeases(readSide);
    this.retention = new Retention(readSide);
  }

  List<Job> jobs(InstantSource clock) {
    Duration every = settings.interval();
    Duration first = FIRST.compareTo(every) < 0 ? FIRST : every;
    var rhythm = new Job.Rhythm(first, every, LIMIT);
    return List.of(
        new Job(JobLeases.SNAPSHOTS, rhythm, clock, this::forgetSnapshots),
        new Job(JobLeases.JOURNAL, rhythm, clock, this::forgetEvents));
  }

  /** Nothing is wrong when it returns; see {@link Job.Work}. */
  String forgetEvents() throws Exception {
    return settings.events().isZero()
        ? ""
        : alone(
            JobLeases.JOURNAL, 0L, ordering -> retention.forgetEvents(ordering, settings.events()));
  }

  String forgetSnapshots() throws Exception {
    return alone(
        JobLeases.SNAPSHOTS, "", entity -> retention.forgetSnapshots(entity, settings.snapshots()));
  }

  private <T> String alone(String job, T begin, Function<T, CompletionStage<Step<T>>> work)
      throws Exception {
    // A little less than the interval, so that one who is early does not put it off by another.
    Duration rest = settings.interval().multipliedBy(3).dividedBy(4);
    Claim claim = await(leases.claim(job, node, LIMIT.plus(ONE_STEP), rest));
    if (!(claim instanceof Claim.Granted)) {
      LOG.debug("{}: {}", job, claim);
      return "";
    }
    boolean done = false;
    try {
      note(job, all(begin, work));
      done = true;
    } finally {
      // If that does not arrive, the lease ends by itself.
      var _ = leases.release(job, node, done);
    }
    return "";
  }

  private static <T> long all(T begin, Function<T, CompletionStage<Step<T>>> work)
      throws Exception {
    long rows = 0;
    Optional<T> at = Optional.of(begin);
    while (at.isPresent() && rows < MOST_ROWS) {
      Step<T> step = await(work.apply(at.get()));
      rows += step.rows();
      at = step.next();
    }
    return rows;
  }

  private static void note(String job, long rows) {
    if (rows > 0) {
      LOG.info("{}: {} rows that nobody reads any more are gone", job, rows);
    }
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    try {
      return stage.toCompletableFuture().get(ONE_STEP.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
