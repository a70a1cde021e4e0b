package io.novacron.hypervisor.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrainRateTest {
  private static final long WINDOW = DrainRate.WINDOW_NANOS;
  private static final long SECOND = 1_000_000_000L;

  @Test
  void nothingIsKnownOfAReaderThatTookNothing() {
    var rate = new DrainRate(0);
    assertThat(rate.nanosFor(0)).isZero();
    assertThat(rate.nanosFor(1)).isEqualTo(Long.MAX_VALUE);
    rate.observe(WINDOW, 0, 1);
    assertThat(rate.nanosFor(1)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aFirstGuessIsBetterThanNone() {
    var rate = new DrainRate(0);
    rate.observe(WINDOW / 10, 1_000, 0);
    assertThat(rate.nanosFor(1_000)).isEqualTo(WINDOW / 10);
  }

  @Test
  void aReaderThatIsWaitedForReadsAsFastAsItCan() {
    var rate = new DrainRate(0);
    rate.observe(SECOND, 1_000, 1);
    rate.observe(2 * SECOND, 1_500, 2);
    assertThat(rate.nanosFor(500)).isEqualTo(SECOND);
  }

  @Test
  void aReaderThatWasNeverWaitedForMightReadFaster() {
    var rate = new DrainRate(0);
    rate.observe(SECOND, 1_000, 1);
    rate.observe(2 * SECOND, 1_500, 1);
    assertThat(rate.nanosFor(1_000)).isEqualTo(SECOND);
    rate.observe(3 * SECOND, 3_500, 1);
    assertThat(rate.nanosFor(1_000)).isEqualTo(SECOND / 2);
  }

  @Test
  void aMomentDoesNotChangeWhatIsKnown() {
    var rate = new DrainRate(0);
    rate.observe(SECOND, 1_000, 1);
    rate.observe(SECOND + 1, 900_000, 2);
    rate.observe(SECOND, 900_000, 2);
    assertThat(rate.nanosFor(1_000)).isEqualTo(SECOND);
  }
}
