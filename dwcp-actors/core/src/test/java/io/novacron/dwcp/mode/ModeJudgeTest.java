package io.novacron.dwcp.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.novacron.dwcp.mode.ModeDecision.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModeJudgeTest {
  static final long SECOND = 1_000_000_000L;

  private static Evidence evidence(int peers, boolean rdma, double... millis) {
    Map<String, Long> trips = new HashMap<>();
    for (double each : millis) {
      trips.put("n" + trips.size(), Math.round(each * 1e6));
    }
    return new Evidence(peers, trips, rdma);
  }

  private static ModeDecision judge(int peers, boolean rdma, double... millis) {
    return ModeJudge.decide(Optional.empty(), evidence(peers, rdma, millis));
  }

  @ParameterizedTest
  @CsvSource({
    "0.2, datacenter, 1.0",
    "5, datacenter, 1.0",
    "6.5, datacenter, 0.81",
    "7, hybrid, 0.76",
    "9.9, hybrid, 0.51",
    "10, hybrid, 0.5",
    "22, hybrid, 1.0",
    "50, hybrid, 0.5",
    "51, hybrid, 0.51",
    "80, internet, 0.84",
    "200, internet, 1.0"
  })
  void onePeerDecidesByItsRoundTrip(double millis, String mode, double confidence) {
    ModeDecision decision = judge(1, false, millis);

    assertThat(decision.mode().label()).isEqualTo(mode);
    assertThat(decision.confidence()).isCloseTo(confidence, within(0.01));
    assertThat(decision.alert()).isEqualTo(confidence < 0.8);
  }

  @Test
  void someNearAndSomeFarIsHybridAndSure() {
    ModeDecision decision = judge(3, false, 0.3, 0.4, 120);

    assertThat(decision.mode()).isEqualTo(Mode.HYBRID);
    assertThat(decision.origin()).isEqualTo(Origin.MEASURED);
  }

  @Test
  void withoutPeersNothingIsKnownAndItSaysSo() {
    ModeDecision decision = judge(0, true);

    assertThat(decision.mode()).isEqualTo(Mode.HYBRID);
    assertThat(decision.confidence()).isZero();
    assertThat(decision.alert()).isTrue();
    assertThat(decision.sentence()).contains("hybrid", "0.00", "system.mode");
  }

  @Test
  void peersThatWereNotMeasuredMakeItUnsure() {
    assertThat(judge(2, false, 0.3).confidence()).isCloseTo(0.5, within(1e-9));
    assertThat(judge(2, false, 0.3).alert()).isTrue();
    assertThat(judge(10, false, 1, 1, 1, 1, 1, 1, 1, 1, 1).mode()).isEqualTo(Mode.DATACENTER);
  }

  @Test
  void aDeviceForRdmaSpeaksForADatacenterAndAgainstTheInternet() {
    assertThat(judge(1, false, 7).mode()).isEqualTo(Mode.HYBRID);
    assertThat(judge(1, true, 7).mode()).isEqualTo(Mode.DATACENTER);
    assertThat(judge(1, false, 80).mode()).isEqualTo(Mode.INTERNET);
    assertThat(judge(1, true, 80).mode()).isEqualTo(Mode.HYBRID);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anOverrideAlwaysWins(Mode mode) {
    for (double millis : new double[] {0.1, 30, 300}) {
      ModeDecision decision =
          ModeJudge.decide(Optional.of(mode), evidence(1, millis > 100, millis));

      assertThat(decision.mode()).isEqualTo(mode);
      assertThat(decision.origin()).isEqualTo(Origin.OVERRIDE);
      assertThat(decision.confidence()).isEqualTo(1);
      assertThat(decision.alert()).isFalse();
    }
  }

  @Test
  void evidenceThatCannotBeIsRefused() {
    assertThatThrownBy(() -> evidence(1, false, 1, 2)).hasMessageContaining("only 1");
    assertThatThrownBy(() -> evidence(1, false, -1)).hasMessageContaining("negative");
  }

  @Property
  void itIsHybridUnlessItIsSure(
      @ForAll @Size(max = 6) List<@LongRange(max = SECOND) Long> trips,
      @ForAll @LongRange(max = 3) long unmeasured,
      @ForAll boolean rdma) {
    Map<String, Long> byPeer = new HashMap<>();
    trips.forEach(nanos -> byPeer.put("n" + byPeer.size(), nanos));
    ModeDecision decision =
        ModeJudge.decide(
            Optional.empty(), new Evidence(byPeer.size() + (int) unmeasured, byPeer, rdma));

    assertThat(decision.confidence()).isBetween(0.0, 1.0);
    assertThat(decision.alert()).isEqualTo(decision.confidence() < ModeJudge.SURE);
    assertThat(decision.mode()).isEqualTo(decision.alert() ? Mode.HYBRID : decision.likely());
  }

  @Property
  void fartherIsNeverNearer(
      @ForAll @LongRange(max = SECOND) long one, @ForAll @LongRange(max = SECOND) long other) {
    Mode near = judge(1, false, Math.min(one, other) / 1e6).mode();
    Mode far = judge(1, false, Math.max(one, other) / 1e6).mode();

    assertThat(near).isLessThanOrEqualTo(far);
  }
}
