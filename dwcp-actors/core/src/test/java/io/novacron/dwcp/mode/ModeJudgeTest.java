package io.novacron.dwcp.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ModeJudgeTest {
  private static final long MILLI = 1_000_000L;
  private static final long GIGABIT = 1_000_000_000L;

  private static Evidence rtts(long... nanos) {
    return with(Evidence.Machine.UNKNOWN, OptionalLong.empty(), nanos);
  }

  private static Evidence with(Evidence.Machine machine, OptionalLong carried, long... nanos) {
    List<PeerRtt> peers =
        LongStream.of(nanos).mapToObj(rtt -> new PeerRtt("p" + rtt, 5, 5, rtt)).toList();
    return new Evidence(peers, machine, carried);
  }

  private static Evidence.Machine machine(boolean rdma, long bits) {
    return new Evidence.Machine(rdma, bits == 0 ? OptionalLong.empty() : OptionalLong.of(bits));
  }

  private static ModeDecision judge(Evidence evidence) {
    return ModeJudge.judge(evidence, Optional.empty());
  }

  @Test
  void shortRoundTripsAloneAreEnoughForADatacenter() {
    assertThat(judge(rtts(MILLI, 2 * MILLI)))
        .returns(Mode.DATACENTER, ModeDecision::mode)
        .returns(0.9, ModeDecision::confidence)
        .returns(false, ModeDecision::alert);
  }

  @Test
  void theLimitsAreTenAndFiftyMilliseconds() {
    assertThat(judge(rtts(10 * MILLI - 1)).mode()).isEqualTo(Mode.DATACENTER);
    assertThat(judge(rtts(10 * MILLI)).mode()).isEqualTo(Mode.HYBRID);
    assertThat(judge(rtts(50 * MILLI)).mode()).isEqualTo(Mode.HYBRID);
    assertThat(judge(rtts(50 * MILLI + 1)).mode()).isEqualTo(Mode.INTERNET);
    assertThat(List.of(10 * MILLI - 1, 10 * MILLI, 50 * MILLI, 50 * MILLI + 1))
        .allMatch(nanos -> !judge(rtts(nanos)).alert());
  }

  @Test
  void peersNearAndFarAreWhatHybridMeans() {
    assertThat(judge(rtts(MILLI, 80 * MILLI)))
        .returns(Mode.HYBRID, ModeDecision::mode)
        .returns(false, ModeDecision::alert);
  }

  @Test
  void withoutPeersItStaysHybridAndSaysSo() {
    assertThat(judge(rtts()))
        .returns(Mode.HYBRID, ModeDecision::mode)
        .returns(0.0, ModeDecision::confidence)
        .returns(true, ModeDecision::alert)
        .returns(List.of("there is no peer to measure"), ModeDecision::reasons);
    assertThat(judge(with(machine(true, 0), OptionalLong.empty())))
        .returns(Mode.HYBRID, ModeDecision::mode)
        .returns(true, ModeDecision::alert);
  }

  @Test
  void whatContradictsTheRoundTripsLeavesItHybrid() {
    assertThat(judge(with(machine(false, GIGABIT / 10), OptionalLong.empty(), MILLI)))
        .returns(Mode.DATACENTER, ModeDecision::found)
        .returns(Mode.HYBRID, ModeDecision::mode)
        .returns(true, ModeDecision::alert);
    assertThat(judge(with(machine(true, 0), OptionalLong.empty(), 90 * MILLI)))
        .returns(Mode.INTERNET, ModeDecision::found)
        .returns(Mode.HYBRID, ModeDecision::mode)
        .returns(0.65, ModeDecision::confidence);
    assertThat(judge(with(machine(false, 0), OptionalLong.of(GIGABIT / 8), 90 * MILLI)).alert())
        .isTrue();
  }

  @Test
  void whatAgreesMakesItSurer() {
    assertThat(judge(with(machine(true, 10 * GIGABIT), OptionalLong.of(GIGABIT), MILLI)))
        .returns(Mode.DATACENTER, ModeDecision::mode)
        .returns(1.0, ModeDecision::confidence);
    assertThat(judge(with(machine(false, 0), OptionalLong.of(1), MILLI)).confidence())
        .as("a sender with little to send")
        .isEqualTo(0.9);
  }

  @Test
  void peersThatDoNotAnswerMakeItLessSure() {
    var silent = new PeerRtt("silent", 5, 2, MILLI);
    var near = new PeerRtt("near", 5, 3, MILLI);
    var half = new Evidence(List.of(near, silent), Evidence.Machine.UNKNOWN, OptionalLong.empty());
    assertThat(judge(half))
        .returns(Mode.HYBRID, ModeDecision::mode)
        .returns(0.45, ModeDecision::confidence)
        .returns(true, ModeDecision::alert);
    assertThat(String.join(";", judge(half).reasons())).contains("1 of 2 peers did not answer");
  }

  @Test
  void figuresThatNoMeasurementHasAreRefused() {
    assertThatThrownBy(() -> new PeerRtt("p", 2, 3, 1)).hasMessageContaining("3 of 2 answers");
    assertThatThrownBy(() -> new PeerRtt("p", 2, 0, 1)).isInstanceOf(RuntimeException.class);
  }

  @Provide
  Arbitrary<Evidence> evidence() {
    Arbitrary<PeerRtt> peer =
        Combinators.combine(
                Arbitraries.integers().between(0, 5), Arbitraries.longs().between(1, 200 * MILLI))
            .as((answered, rtt) -> new PeerRtt("p", 5, answered, answered == 0 ? 0 : rtt));
    return Combinators.combine(
            peer.list().ofMaxSize(6),
            Arbitraries.of(true, false),
            Arbitraries.of(0L, GIGABIT / 10, GIGABIT, 10 * GIGABIT),
            Arbitraries.of(0L, 1L, GIGABIT / 8, GIGABIT))
        .as((peers, rdma, bits, bytes) ->
            new Evidence(
                peers,
                machine(rdma, bits),
                bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes)));
  }

  @Property
  void whoeverIsNotSureIsHybridAndRaisesAnAlert(@ForAll("evidence") Evidence evidence) {
    ModeDecision decision = judge(evidence);
    assertThat(decision.confidence()).isBetween(0.0, 1.0);
    assertThat(decision.alert()).isEqualTo(decision.confidence() < ModeJudge.SURE);
    assertThat(decision.mode()).isEqualTo(decision.alert() ? Mode.HYBRID : decision.found());
    assertThat(decision.reasons()).isNotEmpty();
  }

  @Test
  void oneContradictionIsTooMuchWhateverElseAgrees() {
    var rdmaBehindASlowLink = machine(true, GIGABIT / 10);
    assertThat(judge(with(rdmaBehindASlowLink, OptionalLong.of(GIGABIT / 8), MILLI)))
        .returns(0.75, ModeDecision::confidence)
        .returns(Mode.HYBRID, ModeDecision::mode)
        .returns(true, ModeDecision::alert);
  }

  @Property
  void whatIsGivenAlwaysWins(@ForAll("evidence") Evidence evidence, @ForAll Mode given) {
    assertThat(ModeJudge.judge(evidence, Optional.of(given)))
        .returns(given, ModeDecision::mode)
        .returns(false, ModeDecision::alert)
        .returns(true, ModeDecision::overridden)
        .returns(judge(evidence).found(), ModeDecision::found);
  }

  @Property
  void aLongerRoundTripNeverMakesPeersNearer(
      @ForAll("evidence") Evidence evidence, @ForAll @LongRange(max = 200 * MILLI) long more) {
    if (evidence.peers().isEmpty() || evidence.peers().getFirst().answered() == 0) {
      return;
    }
    PeerRtt first = evidence.peers().getFirst();
    List<PeerRtt> peers = new ArrayList<>(evidence.peers());
    peers.set(0, new PeerRtt("p", 5, first.answered(), first.nanos() + more));
    var longer = new Evidence(peers, evidence.machine(), evidence.carriedBytesPerSecond());
    assertThat(judge(longer).mode()).isGreaterThanOrEqualTo(judge(evidence).mode());
    assertThat(judge(longer).found()).isGreaterThanOrEqualTo(judge(evidence).found());
  }
}
