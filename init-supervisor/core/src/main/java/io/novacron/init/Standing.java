package io.novacron.init;

/** How a component stands. */
public sealed interface Standing {
  /** What it needs is not settled yet, or there is no place free. */
  record Waiting() implements Standing {}

  /**
   * It is starting.
   *
   * @param attempt from 1
   * @param sinceNanos when this attempt began
   * @param settled whether the node goes on without it meanwhile
   */
  record Starting(int attempt, long sinceNanos, boolean settled) implements Standing {}

  /**
   * It will be tried again.
   *
   * @param attempt that failed last
   * @param settled whether the boot goes on without it meanwhile
   * @param reason of that failure
   */
  record Resting(int attempt, boolean settled, String reason) implements Standing {}

  /**
   * It does its work.
   *
   * @param attempt that succeeded
   * @param ailment why it does not serve for now; empty when it does
   */
  record Up(int attempt, long sinceNanos, String ailment) implements Standing {
    /** One that serves. */
    Up(int attempt, long sinceNanos) {
      this(attempt, sinceNanos, "");
    }

    Up with(String reason) {
      return new Up(attempt, sinceNanos, reason);
    }
  }

  /** It is not tried any more. */
  record GivenUp(String reason) implements Standing {}

  /**
   * It is being stopped.
   *
   * @param again whether it is started again once what it needs is up
   */
  record Stopping(boolean again) implements Standing {}

  /** It was stopped, or never started, and stays so. */
  record Stopped() implements Standing {}

  /** Whether who needs it may start: it is up, or done without. */
  default boolean settled() {
    return switch (this) {
      case Up _, GivenUp _ -> true;
      case Resting resting -> resting.settled();
      case Starting starting -> starting.settled();
      case Waiting _, Stopping _, Stopped _ -> false;
    };
  }

  /** Whether there is something of it that has to be stopped. */
  default boolean holdsSomething() {
    return this instanceof Starting || this instanceof Up;
  }
}
