package io.novacron.dwcp.amst;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class InFlightWindowTest {
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final Duration WAN = Duration.ofMillis(80);
  private static final long WAN_RATE = 25_000_000;

  @Test
  void beforeAnythingIsMeasuredTheWindowIsTheFloor() {
    var window = new InFlightWindow(1000, 5000, PAUSE, 0.5);
    assertThat(window.rawBytes()).isEqualTo(1000);
    assertThat(window.wireBytes()).isEqualTo(1000);
    assertThat(window.minRttNanos()).isZero();
  }

  @Test
  void aLongPathIsFilledWithinASecondAndHalf() throws Exception {
    var path = new SimulatedPath(WAN_RATE, WAN, PAUSE, 1);
    var _ = path.run(Duration.ofMillis(1500));
    assertThat(path.run(Duration.ofSeconds(2))).isGreaterThan(WAN_RATE * 95 / 100);
  }

  @Test
  void evenWithoutAnyPauseALongPathIsFilled() throws Exception {
    var path = new SimulatedPath(WAN_RATE, WAN, Duration.ZERO, 1);
    var _ = path.run(Duration.ofSeconds(3));
    assertThat(path.run(Duration.ofSeconds(2))).isGreaterThan(WAN_RATE * 95 / 100);
    assertThat(path.window.rawBytes()).isLessThan(WAN_RATE * 8 / 100 * 135 / 100);
  }

  @Property(tries = 60)
  void whatIsInFlightDrainsWithinThePauseAndThePath(
      @ForAll @IntRange(min = 1, max = 125) int megabytesPerSecond,
      @ForAll @IntRange(min = 1, max = 200) int rttMillis,
      @ForAll @IntRange(min = 20, max = 1000) int pauseMillis)
      throws Exception {
    long rate = megabytesPerSecond * 1_000_000L;
    var rtt = Duration.ofMillis(rttMillis);
    var path = new SimulatedPath(rate, rtt, Duration.ofMillis(pauseMillis), 1);
    var _ = path.run(Duration.ofSeconds(6));
    assertThat(path.run(Duration.ofSeconds(25))).isGreaterThan(rate * 9 / 10);
    double drainMillis = path.ledger.inFlightBytes() * 1e3 / rate;
    double floorMillis = 128 * 1024 * 1e3 / rate;
    double allowed = rttMillis * 1.6 + pauseMillis * 0.5 + 10;
    assertThat(drainMillis).isLessThan(Math.max(floorMillis, allowed) * 1.1);
  }

  @Test
  void standingQueuesDoNotFeedTheWindow() throws Exception {
    var path = new SimulatedPath(WAN_RATE, WAN, PAUSE, 1);
    var _ = path.run(Duration.ofMinutes(2));
    assertThat(path.window.minRttNanos()).isBetween(80_000_000L, 90_000_000L);
    assertThat(path.window.smoothedRttNanos()).isLessThan(260_000_000L);
  }

  @Test
  void aPathThatBecomesLongerIsFilledAgain() throws Exception {
    var path = new SimulatedPath(WAN_RATE, Duration.ofMillis(10), Duration.ofMillis(20), 1);
    var _ = path.run(Duration.ofSeconds(5));
    path.become(WAN_RATE, WAN);
    var _ = path.run(Duration.ofSeconds(30));
    assertThat(path.run(Duration.ofSeconds(5))).isGreaterThan(WAN_RATE * 9 / 10);
  }

  @Test
  void aPathThatBecomesSlowerHasASmallerWindowSoon() throws Exception {
    var path = new SimulatedPath(WAN_RATE, WAN, PAUSE, 1);
    var _ = path.run(Duration.ofSeconds(5));
    path.become(WAN_RATE / 10, WAN);
    var _ = path.run(Duration.ofSeconds(6));
    assertThat(path.ledger.inFlightBytes()).isLessThan(WAN_RATE / 10 * 30 / 100);
  }

  @Test
  void aPathThatBecomesFasterIsUsed() throws Exception {
    var path = new SimulatedPath(WAN_RATE / 10, WAN, PAUSE, 1);
    var _ = path.run(Duration.ofSeconds(5));
    path.become(WAN_RATE, WAN);
    var _ = path.run(Duration.ofSeconds(3));
    assertThat(path.run(Duration.ofSeconds(2))).isGreaterThan(WAN_RATE * 9 / 10);
  }

  @Test
  void compressedStreamsFillThePathToo() throws Exception {
    var path = new SimulatedPath(WAN_RATE, WAN, PAUSE, 4);
    var _ = path.run(Duration.ofSeconds(3));
    assertThat(path.run(Duration.ofSeconds(3))).isGreaterThan(4 * WAN_RATE * 9 / 10);
  }

  @Test
  void aSourceWithLittleToSayDoesNotMakeThePathLookSlow() throws Exception {
    var path = new SimulatedPath(WAN_RATE, WAN, PAUSE, 1);
    var _ = path.run(Duration.ofSeconds(5));
    long before = path.window.rawBytes();
    path.trickle(200, Duration.ofMillis(100));
    assertThat(path.window.rawBytes()).isGreaterThan(before * 8 / 10);
  }

  @Test
  void theWindowFollowsTheAllowedPauseAtOnce() throws Exception {
    var path = new SimulatedPath(WAN_RATE, WAN, PAUSE, 1);
    var _ = path.run(Duration.ofSeconds(5));
    long before = path.window.rawBytes();
    path.window.allowPause(PAUSE.multipliedBy(2));
    assertThat(path.window.rawBytes() - before).isBetween(WAN_RATE * 14 / 100, WAN_RATE * 16 / 100);
    path.window.capTo(1000);
    assertThat(path.window.rawBytes()).isEqualTo(1000);
  }
}
