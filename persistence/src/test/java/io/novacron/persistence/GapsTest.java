package io.novacron.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GapsTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Gaps gaps = new Gaps(Duration.ofSeconds(5));

  @Test
  void aMissingNumberIsWaitedForAsLongAsItsTransactionMayLast() {
    assertThat(gaps.isSettled(7, 10, 0)).isFalse();
    assertThat(gaps.isSettled(7, 4_000, 4 * SECOND)).isFalse();
    assertThat(gaps.isSettled(7, 6_000, 6 * SECOND)).isTrue();
  }

  @Test
  void eachMissingNumberIsWaitedForByItself() {
    gaps.isSettled(7, 10, 0);
    assertThat(gaps.isSettled(9, 10, 6 * SECOND)).isFalse();
  }

  @Test
  void whatIsMissingBesideOldEventsIsNotWaitedFor() {
    assertThat(gaps.isSettled(7, Duration.ofMinutes(2).toMillis(), 0)).isTrue();
  }
}
