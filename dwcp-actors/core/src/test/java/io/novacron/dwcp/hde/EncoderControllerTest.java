package io.novacron.dwcp.hde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.dwcp.hde.EncoderController.Decision;
import io.novacron.dwcp.hde.EncoderController.Inputs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EncoderControllerTest {
  private static final long RTT = TimeUnit.MILLISECONDS.toNanos(1);

  private static final int FIRST_WAIT = EncoderController.PATIENCE + EncoderController.AGREEING - 1;

  /** Plays a table of inputs, a tick each, and says what was decided. */
  private static final class Play {
    private final EncoderController controller;
    private long tick;

    Play(int ceiling, int start) {
      controller = new EncoderController(ceiling, start);
    }

    Decision tick(Inputs inputs) {
      tick++;
      return controller.tick(inputs, tick * EncoderController.tickNanos(inputs.rttNanos()));
    }

    /** Lines of: fill, MB/s on the wire, idle, MB/s saved | what is expected. */
    void play(String table) {
      for (String line : table.strip().split("\n", -1)) {
        String[] halves = line.split("\\|", -1);
        assertThat(name(tick(inputs(halves[0].strip()))))
            .as("tick %d: %s", tick, line)
            .isEqualTo(halves[1].strip());
      }
    }

    private static Inputs inputs(String half) {
      String[] in = half.split(" +", -1);
      long wire = Long.parseLong(in[1]) * 1_000_000;
      long saved = Long.parseLong(in[3]) * 1_000_000;
      return new Inputs(Double.parseDouble(in[0]), wire, Double.parseDouble(in[2]), saved, RTT);
    }
  }

  private static String name(Decision decision) {
    String zstd = decision.compress() ? String.valueOf(decision.level()) : "off";
    return zstd + (decision.ownWindow() ? " own" : "") + (decision.similar() ? "" : " bare");
  }

  @Test
  void aSlowLinkIsWorthAllThatTheModeAllows() {
    new Play(6, 1)
        .play(
            """
            1.0 12 0.5 20 | 1
            1.0 12 0.5 20 | 2
            1.0 12 0.5 21 | 3
            0.9 12 0.5 22 | 3 own
            0.9 12 0.5 23 | 4 own
            0.9 12 0.5 24 | 5 own
            0.8 12 0.5 25 | 6 own
            0.8 12 0.5 26 | 6 own
            """);
  }

  @Test
  void oneTickAloneChangesNothing() {
    new Play(6, 1)
        .play(
            """
            1.0 12 0.5 20 | 1
            0.5 12 0.5 20 | 1
            1.0 12 0.5 20 | 1
            0.0 10 0.5 20 | 1
            1.0 12 0.5 20 | 1
            0.0 10 0.5 20 | 1
            """);
  }

  @Test
  void aLinkThatIsFasterThanTheEncoderGetsLessAndLess() {
    new Play(3, -3)
        .play(
            """
            0.1 200 0 300 | -3
            0.1 200 0 300 | -4
            0.1 220 0 300 | -5
            0.1 240 0 280 | off
            0.1 800 0 0   | off bare
            0.1 900 0 0   | off bare
            """);
  }

  @Test
  void whatZstdSavesMustFitOnTheLinkBeforeItIsOff() {
    new Play(3, -5)
        .play(
            """
            0.9 400 0.5 400 | -5
            0.1 300 0.5 300 | -5
            0.1 300 0.5 300 | -5
            0.1 180 0.5 180 | -5
            0.1 180 0.5 180 | off
            """);
  }

  @Test
  void aRungThatWasTooDearIsTriedAgainAfterAWhile() {
    var play = new Play(9, 1);
    play.play(
        """
        1.0 118 0.5 200 | 1
        1.0 118 0.5 200 | 2
        0.0 90  0.5 190 | 2
        0.0 90  0.5 190 | 1
        """);
    assertThat(ticksUntilUp(play, 118)).isEqualTo(FIRST_WAIT);
    play.play(
        """
        0.0 90  0.5 190 | 2
        0.0 90  0.5 190 | 1
        """);
    assertThat(ticksUntilUp(play, 118)).isEqualTo(EncoderController.PATIENCE + FIRST_WAIT);
  }

  @Test
  void aMuchSlowerLinkIsReasonEnoughToTryAgain() {
    var play = new Play(9, 2);
    for (int turn = 0; turn < 4; turn++) {
      play.play("0.0 90 0.5 190 | 2\n0.0 90 0.5 190 | 1");
      ticksUntilUp(play, 118);
    }
    play.play("0.0 90 0.5 190 | 2\n0.0 90 0.5 190 | 1");
    assertThat(ticksUntilUp(play, 40)).isEqualTo(FIRST_WAIT);
  }

  private static int ticksUntilUp(Play play, int wire) {
    int ticks = 0;
    Decision before = play.controller.decision();
    Decision now = before;
    while (now.equals(before)) {
      ticks++;
      now = play.tick(new Inputs(1, wire * 1_000_000L, 0.5, 0, RTT));
    }
    return ticks;
  }

  @Test
  void aBusyHostGivesNoMoreAndAnUnknownOneDoes() {
    new Play(6, 1)
        .play(
            """
            1.0 12 0.05 20 | 1
            1.0 12 0.05 20 | 1
            1.0 12 0.05 20 | 1
            1.0 12 -1 20   | 1
            1.0 12 -1 20   | 2
            """);
  }

  @Test
  void aLinkThatIsInUseIsLeftAlone() {
    new Play(6, 3)
        .play(
            """
            0.9 100 0.5 200 | 3
            0.1 95  0.5 200 | 3
            0.1 95  0.5 200 | 3
            0.1 92  0.5 200 | 3
            0.1 92  0.5 200 | 2
            """);
  }

  @Test
  void aLinkIsForgottenInTime() {
    var play = new Play(6, 3);
    play.play("0.9 100 0.5 200 | 3\n0.1 99 0.5 200 | 3");
    int ticks = 0;
    while (name(play.controller.decision()).equals("3") && ticks < 100) {
      ticks++;
      play.tick(new Inputs(0.1, 99_000_000, 0.5, 0, RTT));
    }
    assertThat(ticks).isBetween(20, 40);
  }

  @Test
  void looksThatComeTooEarlyArePassedOver() {
    var controller = new EncoderController(9, 3);
    long rtt = TimeUnit.MILLISECONDS.toNanos(300);
    assertThat(EncoderController.tickNanos(rtt)).isEqualTo(TimeUnit.SECONDS.toNanos(3));
    assertThat(EncoderController.tickNanos(RTT)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
    for (int second = 0; second <= 2; second++) {
      controller.tick(new Inputs(1, 0, -1, 0, rtt), TimeUnit.SECONDS.toNanos(second));
    }
    assertThat(name(controller.decision())).isEqualTo("3");
    controller.tick(new Inputs(1, 0, -1, 0, rtt), TimeUnit.SECONDS.toNanos(3));
    assertThat(name(controller.decision())).isEqualTo("3 own");
  }

  @Test
  void levelsThatZstdHasNotOrThatAreAboveTheCeilingAreRefused() {
    assertThatThrownBy(() -> new EncoderController(20, 3)).hasMessageContaining("20");
    assertThatThrownBy(() -> new EncoderController(-6, -6)).hasMessageContaining("-6");
    assertThatThrownBy(() -> new EncoderController(3, 4)).hasMessageContaining("4");
    assertThatThrownBy(() -> new EncoderController(3, -6)).hasMessageContaining("-6");
  }

  @Property(tries = 300)
  void noInputLeadsAboveTheCeilingOrFasterThanARungATick(
      @ForAll @IntRange(min = -5, max = 19) int ceiling, @ForAll("looks") List<Inputs> looks) {
    var ladder = new EffortLadder(ceiling);
    var play = new Play(ceiling, -5);
    int rung = rung(ladder, play.controller.decision());
    for (Inputs look : looks) {
      int next = rung(ladder, play.tick(look));
      assertThat(Math.abs(next - rung)).isLessThanOrEqualTo(1);
      assertThat(ladder.at(next).level()).isLessThanOrEqualTo(ceiling).isNotZero();
      rung = next;
    }
  }

  @Property(tries = 300)
  void noInputMakesItTurnBackUpOften(@ForAll("looks") List<Inputs> looks) {
    var ladder = new EffortLadder(9);
    var play = new Play(9, 1);
    int rung = rung(ladder, play.controller.decision());
    int ticksSinceDown = EncoderController.PATIENCE;
    for (Inputs look : looks) {
      int next = rung(ladder, play.tick(look));
      ticksSinceDown = next < rung ? 0 : ticksSinceDown + 1;
      assertThat(next <= rung || ticksSinceDown >= EncoderController.PATIENCE).isTrue();
      rung = next;
    }
  }

  @Property(tries = 300)
  void whatStaysTheSameComesToRest(
      @ForAll("anything") Inputs look, @ForAll @IntRange(min = -5, max = 9) int start) {
    var ladder = new EffortLadder(9);
    var play = new Play(9, start);
    for (int tick = 0; tick <= ladder.top() + EncoderController.AGREEING; tick++) {
      play.tick(look);
    }
    Decision rest = play.controller.decision();
    for (int tick = 0; tick < 200; tick++) {
      assertThat(play.tick(look)).isEqualTo(rest);
    }
  }

  @Property(tries = 500)
  void moreWaitingMoreIdleAndMoreSavedNeverLowerIt(
      @ForAll("looks") List<Inputs> past,
      @ForAll("anything") Inputs look,
      @ForAll @DoubleRange(max = 1) double fill,
      @ForAll @DoubleRange(max = 1) double idle,
      @ForAll @IntRange(max = 1_000_000_000) int saved) {
    var more =
        new Inputs(
            Math.max(fill, look.queueFill()),
            look.wireBytesPerSecond(),
            look.cpuIdle() < 0 ? -1 : Math.max(idle, look.cpuIdle()),
            look.savedBytesPerSecond() + saved,
            look.rttNanos());
    assertThat(rungAfter(past, more)).isGreaterThanOrEqualTo(rungAfter(past, look));
  }

  private static int rungAfter(List<Inputs> past, Inputs last) {
    var play = new Play(9, 1);
    List<Inputs> all = new ArrayList<>(past);
    all.add(last);
    all.forEach(play::tick);
    return rung(new EffortLadder(9), play.controller.decision());
  }

  private static int rung(EffortLadder ladder, Decision decision) {
    for (int rung = 0; rung <= ladder.top(); rung++) {
      if (ladder.at(rung).equals(decision)) {
        return rung;
      }
    }
    throw new AssertionError("not a rung: " + decision);
  }

  @Provide
  Arbitrary<List<Inputs>> looks() {
    return anything().list().ofMaxSize(200);
  }

  /** Often at the ends, where things happen. */
  @Provide
  Arbitrary<Inputs> anything() {
    var share = Arbitraries.doubles().between(0, 1);
    var ends = Arbitraries.of(0.0, 0.1, 0.9, 1.0);
    return Combinators.combine(
            Arbitraries.oneOf(share, ends, ends),
            Arbitraries.longs().between(0, 1_200_000_000),
            Arbitraries.oneOf(share, Arbitraries.just(-1.0)),
            Arbitraries.longs().between(0, 1_000_000_000))
        .as((fill, wire, idle, saved) -> new Inputs(fill, wire, idle, saved, RTT));
  }

  @Test
  void everyCeilingThereIsHasAPlaceToBegin() {
    for (int ceiling = -5; ceiling <= 19; ceiling++) {
      int start = Math.min(ceiling, 3);
      assertThat(new EncoderController(ceiling, start).decision().level())
          .isLessThanOrEqualTo(start)
          .isNotZero();
    }
  }
}
