package io.novacron.mode;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.novacron.dwcp.mode.Evidence;
import io.novacron.dwcp.mode.Mode;
import io.novacron.dwcp.mode.ModeDecision;
import io.novacron.dwcp.mode.PeerRtt;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModeWatchTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ModeWatch.Timing QUICK =
      new ModeWatch.Timing(
          Duration.ofMillis(100),
          Duration.ofMillis(50),
          Duration.ofMillis(10),
          Duration.ofMillis(400));

  private final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString("pekko.actor.provider=local, pekko.fail-mixed-versions=off")
              .withFallback(ConfigFactory.load()));
  private final TestProbe<Finding> findings = kit.createTestProbe();

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private void watch(Optional<Mode> given) {
    kit.spawn(
        ModeWatch.create(
            new ModeWatch.Surroundings(
                Evidence.Machine.UNKNOWN,
                given,
                () -> OptionalLong.of(7),
                QUICK,
                InstantSource.system(),
                findings.ref()::tell)));
  }

  private ActorRef<Ping> peer(Behavior<Ping> behavior) {
    ActorRef<Ping> peer = kit.spawn(behavior);
    kit.system().receptionist().tell(Receptionist.register(Echo.KEY, peer));
    return peer;
  }

  private static Behavior<Ping> silent() {
    return Behaviors.ignore();
  }

  private Finding await(Predicate<List<PeerRtt>> peers) {
    return findings
        .fishForMessage(
            LIMIT,
            finding ->
                peers.test(finding.evidence().peers())
                    ? FishingOutcomes.complete()
                    : FishingOutcomes.continueAndIgnore())
        .getLast();
  }

  @Test
  void withoutPeersItIsHybridAndSaysThatItDoesNotKnow() {
    watch(Optional.empty());
    Finding first = findings.receiveMessage(LIMIT);
    assertThat(first.standing().decision())
        .returns(Mode.HYBRID, ModeDecision::mode)
        .returns(true, ModeDecision::alert);
    assertThat(first.evidence().carriedBytesPerSecond()).hasValue(7);
  }

  @Test
  void eachPeerIsMeasuredWithSeveralRoundTrips() {
    watch(Optional.empty());
    peer(Echo.create());
    Finding finding = await(peers -> !peers.isEmpty());
    assertThat(finding.evidence().peers())
        .singleElement()
        .returns(Round.PINGS, PeerRtt::asked)
        .returns(Round.PINGS, PeerRtt::answered)
        .satisfies(rtt -> assertThat(rtt.nanos()).isPositive());
    assertThat(finding.standing().decision().alert()).isFalse();
  }

  @Test
  void aPeerThatDoesNotAnswerHoldsUpNoRound() {
    watch(Optional.empty());
    peer(silent());
    Finding finding = await(peers -> !peers.isEmpty());
    assertThat(finding.evidence().peers())
        .singleElement()
        .returns(1, PeerRtt::asked)
        .returns(0, PeerRtt::answered);
    assertThat(finding.standing().decision())
        .returns(Mode.HYBRID, ModeDecision::mode)
        .returns(true, ModeDecision::alert);
    await(peers -> !peers.isEmpty());
  }

  @Test
  void aPeerThatGoesIsNotMeasuredAnyMore() {
    watch(Optional.empty());
    ActorRef<Ping> peer = peer(Echo.create());
    await(peers -> !peers.isEmpty());
    kit.stop(peer);
    await(List::isEmpty);
  }

  @Test
  void whatIsGivenWinsAndIsMeasuredAgainst() {
    watch(Optional.of(Mode.INTERNET));
    peer(Echo.create());
    assertThat(await(peers -> !peers.isEmpty()).standing().decision())
        .returns(Mode.INTERNET, ModeDecision::mode)
        .returns(true, ModeDecision::overridden)
        .returns(false, ModeDecision::alert);
  }

  @Test
  void ofManyPeersSomeAreAskedFromTheFirstAddressesToTheLast() {
    List<Integer> all = IntStream.range(0, 200).boxed().toList();
    assertThat(Round.some(all))
        .hasSize(Round.MOST_PEERS)
        .doesNotHaveDuplicates()
        .startsWith(0, 6, 12)
        .endsWith(193);
    assertThat(Round.some(all.subList(0, 3))).containsExactly(0, 1, 2);
    assertThat(Round.some(List.of())).isEmpty();
  }

  @Test
  void anAnswerToAnEarlierRoundCountsForNothing() {
    TestProbe<Ping> peer = kit.createTestProbe();
    TestProbe<Pong> pongs = kit.createTestProbe();
    var round = new Round(List.of(peer.ref()), pongs.ref(), 10);
    round.begin();
    round.came(new Pong(9), System.nanoTime());
    assertThat(round.isDone()).isFalse();
    round.came(new Pong(10), System.nanoTime());
    round.came(new Pong(10), System.nanoTime());
    assertThat(round.measured()).singleElement().returns(1, PeerRtt::answered);
    assertThat(round.next()).isEqualTo(12);
    assertThat(peer.receiveMessage().number()).isEqualTo(10);
    assertThat(peer.receiveMessage().number()).isEqualTo(11);
  }
}
