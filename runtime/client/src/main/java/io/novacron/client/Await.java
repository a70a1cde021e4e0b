package io.novacron.client;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Polls something until it has ended or time is over. */
final class Await<T> {
  private static final Backoff POLLS =
      new Backoff(Integer.MAX_VALUE, Duration.ofMillis(50), Duration.ofMillis(500));

  private final String what;
  private final Duration timeout;
  private final long deadlineNanos;
  private final Predicate<? super T> ended;

  /**
   * @param what it is, for the exception's text, such as {@code operation web1.5}
   */
  Await(String what, Duration timeout, Predicate<? super T> ended) {
    this.what = what;
    this.timeout = timeout;
    this.deadlineNanos = System.nanoTime() + timeout.toNanos();
    this.ended = ended;
  }

  T until(Supplier<T> state, Consumer<? super T> seen) {
    for (int poll = 1; ; poll++) {
      T now = look(state);
      if (now != null) {
        seen.accept(now);
        if (ended.test(now)) {
          return now;
        }
      }
      rest(POLLS.after(poll, 1));
    }
  }

  /** Null when nobody answers just now: a node may be dying, and another one taking over. */
  private @Nullable T look(Supplier<T> state) {
    try {
      return state.get();
    } catch (UnreachableException e) {
      return null;
    } catch (ProblemException e) {
      if (e.problem().retryable()) {
        return null;
      }
      throw e;
    }
  }

  private void rest(Duration pause) {
    long leftNanos = deadlineNanos - System.nanoTime();
    if (leftNanos <= 0) {
      throw new AwaitTimeoutException(what, timeout);
    }
    Transport.sleep(Duration.ofNanos(Math.min(leftNanos, pause.toNanos())));
  }
}
