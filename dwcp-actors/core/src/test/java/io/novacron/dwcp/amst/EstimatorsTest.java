package io.novacron.dwcp.amst;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EstimatorsTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void theShortestRoundTripIsDoubtedWhenItIsNotSeenForLong() {
    var rtt = new RttEstimator();
    assertThat(rtt.stale(100 * SECOND)).isFalse();
    rtt.sample(80, SECOND);
    rtt.sample(160, 2 * SECOND);
    assertThat(rtt.minNanos()).isEqualTo(80);
    assertThat(rtt.smoothedNanos()).isEqualTo(90);
    assertThat(rtt.stale(11 * SECOND)).isFalse();
    assertThat(rtt.stale(12 * SECOND)).isTrue();
    rtt.sample(82, 12 * SECOND);
    assertThat(rtt.stale(13 * SECOND)).isFalse();
    rtt.restart(120, 13 * SECOND);
    assertThat(rtt.minNanos()).isEqualTo(120);
  }

  @Test
  void theLargestRateLivesForASecond() {
    var rate = new RateEstimator();
    rate.add(1000);
    rate.sample(0, SECOND, 1, 5 * SECOND, true);
    assertThat(rate.bytesPerSecond()).isEqualTo(1000);
    rate.add(500);
    rate.sample(1000, SECOND, 1, 5 * SECOND + SECOND / 2, true);
    assertThat(rate.bytesPerSecond()).isEqualTo(1000);
    rate.add(500);
    rate.sample(1500, SECOND, 1, 7 * SECOND, true);
    assertThat(rate.bytesPerSecond()).isEqualTo(500);
  }

  @Test
  void aRateOfASenderWithNothingMoreToSendOnlyCountsWhenItIsLarger() {
    var rate = new RateEstimator();
    rate.add(1000);
    rate.sample(0, SECOND, 1, SECOND, false);
    rate.add(10);
    rate.sample(1000, SECOND, 1, 9 * SECOND, false);
    assertThat(rate.bytesPerSecond()).isEqualTo(1000);
    rate.add(5000);
    rate.sample(1010, SECOND, 1, 9 * SECOND, false);
    assertThat(rate.bytesPerSecond()).isEqualTo(5000);
    assertThat(rate.growing()).isTrue();
  }

  @Test
  void aWhileShorterThanTheRoundTripMeasuresNothing() {
    var rate = new RateEstimator();
    rate.add(1000);
    rate.sample(0, 10, 11, SECOND, true);
    rate.sample(0, 0, 0, SECOND, true);
    assertThat(rate.bytesPerSecond()).isZero();
    assertThat(rate.deliveredBytes()).isEqualTo(1000);
  }

  @Test
  void goodputFadesWhenNothingComes() {
    var goodput = new Goodput();
    for (int tenth = 0; tenth < 100; tenth++) {
      goodput.add(100, tenth * SECOND / 10);
    }
    assertThat(goodput.bytesPerSecond(99 * SECOND / 10)).isBetween(950L, 1150L);
    assertThat(goodput.bytesPerSecond(20 * SECOND)).isLessThan(10);
  }
}
