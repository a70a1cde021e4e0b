package io.novacron.cache;

import java.time.Duration;

/**
 * Whether somebody else is asked, or spared because it did not answer: closed while it answers;
 * open when it does not, until it is time to try; probing while one question tries it. Times are
 * those of one clock that never goes back, in nanoseconds.
 */
public sealed interface Breaker {
  /**
   * How patient it is.
   *
   * @param slowInRow so many slow answers in a row open it, at least 1
   * @param first pause before the first probe
   * @param longest pause before a probe, which doubles from one to the next
   */
  record Rule(int slowInRow, Duration first, Duration longest) {
    /** Three slow answers; the first probe soon, and then one each five seconds. */
    public static final Rule DEFAULT = new Rule(3, Duration.ofMillis(250), Duration.ofSeconds(5));

    private long pauseNanos(int probes) {
      long doubled = first.toNanos() << Math.min(probes, 20);
      return Math.min(doubled, longest.toNanos());
    }
  }

  /**
   * It is asked.
   *
   * @param slow answers in a row that were too slow
   */
  record Closed(int slow) implements Breaker {}

  /**
   * It is not asked.
   *
   * @param untilNanos when it is tried
   * @param probes that it has failed
   */
  record Open(long untilNanos, int probes) implements Breaker {}

  /**
   * One question tries it, and nobody else asks.
   *
   * @param probes that it has failed before
   */
  record Probing(int probes) implements Breaker {}

  /** Nothing is known of it yet: it is to be tried at once. */
  static Breaker untried(long now) {
    return new Open(now, 0);
  }

  /** Whether it is asked. */
  default boolean isClosed() {
    return this instanceof Closed;
  }

  /** Probing, when it is time to try; else what it is. */
  default Breaker due(long now) {
    return this instanceof Open(var until, var probes) && now - until >= 0
        ? new Probing(probes)
        : this;
  }

  /** It is tried before its time: probing, unless it is asked anyway. */
  default Breaker tried() {
    return this instanceof Open(_, var probes) ? new Probing(probes) : this;
  }

  /** It has answered in time: a late answer to a question from before does not close it. */
  default Breaker answered() {
    return switch (this) {
      case Closed _, Probing _ -> new Closed(0);
      case Open open -> open;
    };
  }

  /** It has not answered in time. */
  default Breaker slow(long now, Rule rule) {
    return switch (this) {
      case Closed(var slow) when slow + 1 < rule.slowInRow() -> new Closed(slow + 1);
      case Closed _, Open _, Probing _ -> failed(now, rule);
    };
  }

  /** It has refused to answer, or there is no way to it. */
  default Breaker failed(long now, Rule rule) {
    return switch (this) {
      case Closed _ -> new Open(now + rule.pauseNanos(0), 0);
      case Probing(var probes) -> new Open(now + rule.pauseNanos(probes + 1), probes + 1);
      case Open open -> open;
    };
  }
}
