package io.novacron.bench;

import io.novacron.multijvm.Child;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times one boot. The process is left in peace until it says itself that it is ready; then it is
 * asked, and has to agree.
 */
final class BootWatch {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration LOOK = Duration.ofMillis(5);

  /** After which nothing that the boot has left to do is seen as idling. */
  private static final Duration SETTLE = Duration.ofSeconds(5);

  /** What the first answer takes, and the share of the boot that it may take on a busy machine. */
  private static final double ANSWER_SECONDS = 1.5;

  private static final double ANSWER_SHARE = 0.25;

  /** Half of the last digit, and a little for rounding. */
  private static final double LAST_DIGIT_SECONDS = 0.051;

  private static final double SECOND = 1e9;
  private static final Pattern LINE =
      Pattern.compile("ready in ([0-9.]+) s \\(components ([0-9.]+) s");

  private BootWatch() {}

  /**
   * Boots one in {@code folder}, and ends it.
   *
   * @param idle how long it is watched doing nothing; zero not to
   * @throws BootFailedException when it does not boot, with the begin of its output
   */
  static BootRun time(
      BootStage stage, Path folder, BootOrder order, Duration idle, Cleanup cleanup) {
    BootSubject subject = cleanup.open(() -> stage.boot(folder, order));
    try {
      return watched(subject, idle);
    } catch (BootFailedException e) {
      throw new BootFailedException(e.getMessage() + "; its output begins:\n" + head(subject));
    } finally {
      cleanup.end(subject);
    }
  }

  private static BootRun watched(BootSubject subject, Duration idle) {
    Child process = subject.process();
    long deadline = process.startedNanos() + LIMIT.toNanos();
    Matcher line = said(process, deadline);
    while (!subject.isReady()) {
      pause(process, deadline, "does not answer that it is ready");
    }
    double ready = (System.nanoTime() - process.startedNanos()) / SECOND;
    ProcessUse then = ProcessUse.of(process.pid());
    BootPart part = BootPart.of(subject.report());
    double said = Double.parseDouble(line.group(1));
    agree(ready, said, ANSWER_SECONDS + ANSWER_SHARE * ready, "until it was ready");
    agree(part.total(), Double.parseDouble(line.group(2)), LAST_DIGIT_SECONDS, "for components");
    OptionalDouble share = idle.isZero() ? OptionalDouble.empty() : idleShare(process, idle);
    double rss = Math.max(then.rssMiB(), ProcessUse.of(process.pid()).rssMiB());
    return new BootRun(ready, said, rss, then.cpuSeconds(), share, part);
  }

  private static Matcher said(Child process, long deadline) {
    Matcher line = LINE.matcher(process.log());
    while (!line.find()) {
      pause(process, deadline, "is not ready");
      line = LINE.matcher(process.log());
    }
    return line;
  }

  private static void agree(double seen, double said, double tolerance, String what) {
    if (Math.abs(seen - said) > tolerance) {
      throw new BootFailedException("it says " + said + " s " + what + ", but it took " + seen);
    }
  }

  private static OptionalDouble idleShare(Child process, Duration idle) {
    LockSupport.parkNanos(SETTLE.toNanos());
    long begin = System.nanoTime();
    double before = ProcessUse.of(process.pid()).cpuSeconds();
    LockSupport.parkNanos(idle.toNanos());
    double took = ProcessUse.of(process.pid()).cpuSeconds() - before;
    return OptionalDouble.of(took / ((System.nanoTime() - begin) / SECOND));
  }

  private static void pause(Child process, long deadline, String what) {
    if (!process.isAlive()) {
      throw new BootFailedException("it has ended with " + process.exitCode());
    }
    if (System.nanoTime() > deadline) {
      throw new BootFailedException("it " + what + " after " + LIMIT.toSeconds() + " s");
    }
    LockSupport.parkNanos(LOOK.toNanos());
  }

  private static String head(BootSubject subject) {
    return String.join("\n", subject.process().log().lines().limit(20).toList());
  }
}
