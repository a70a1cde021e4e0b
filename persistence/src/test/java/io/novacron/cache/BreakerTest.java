package io.novacron.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.cache.Breaker.Closed;
import io.novacron.cache.Breaker.Open;
import io.novacron.cache.Breaker.Probing;
import io.novacron.cache.Breaker.Rule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Rule RULE = new Rule(3, Duration.ofNanos(100), Duration.ofNanos(350));

  @Test
  void itBeginsByTrying() {
    assertThat(Breaker.untried(7).isClosed()).isFalse();
    assertThat(Breaker.untried(7).due(7)).isEqualTo(new Probing(0));
  }

  @Test
  void aProbeThatIsAnsweredClosesIt() {
    assertThat(new Probing(4).answered()).isEqualTo(new Closed(0));
  }

  @Test
  void threeSlowAnswersInARowOpenItAndAGoodOneBetweenDoesNot() {
    Breaker twice = new Closed(0).slow(1, RULE).slow(2, RULE);
    assertThat(twice).isEqualTo(new Closed(2));
    assertThat(twice.answered()).isEqualTo(new Closed(0));
    assertThat(twice.slow(3, RULE)).isEqualTo(new Open(103, 0));
  }

  @Test
  void aRefusalOpensItAtOnce() {
    assertThat(new Closed(0).failed(5, RULE)).isEqualTo(new Open(105, 0));
  }

  @Test
  void nobodyTriesBeforeItIsTimeAndOnlyOneThen() {
    Breaker open = new Open(105, 0);
    assertThat(open.due(104)).isEqualTo(open);
    Breaker probing = open.due(105);
    assertThat(probing).isEqualTo(new Probing(0));
    assertThat(probing.due(500)).isEqualTo(probing);
    assertThat(probing.isClosed()).isFalse();
  }

  @Test
  void itCanBeTriedBeforeItsTime() {
    assertThat(new Open(105, 3).tried()).isEqualTo(new Probing(3));
    assertThat(new Closed(1).tried()).isEqualTo(new Closed(1));
  }

  @Test
  void pausesDoubleUpToTheLongest() {
    assertThat(new Probing(0).failed(0, RULE)).isEqualTo(new Open(200, 1));
    assertThat(new Probing(1).slow(0, RULE)).isEqualTo(new Open(350, 2));
    assertThat(new Probing(100).failed(0, RULE)).isEqualTo(new Open(350, 101));
  }

  @Test
  void answersToWhatWasAskedBeforeDoNotCloseIt() {
    Breaker open = new Open(105, 0);
    assertThat(open.answered()).isEqualTo(open);
    assertThat(open.failed(3, RULE)).isEqualTo(open);
    assertThat(open.slow(3, RULE)).isEqualTo(open);
  }

  @Test
  void aClockThatWrapsIsNoReasonToWait() {
    assertThat(new Open(Long.MAX_VALUE, 0).due(Long.MIN_VALUE + 5)).isEqualTo(new Probing(0));
  }
}
