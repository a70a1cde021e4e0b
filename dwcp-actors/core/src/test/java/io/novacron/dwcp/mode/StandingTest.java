package io.novacron.dwcp.mode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");
  private static final ModeDecision NEAR = sure(Mode.DATACENTER);
  private static final ModeDecision FAR = sure(Mode.INTERNET);
  private static final ModeDecision DOUBT =
      new ModeDecision(Mode.HYBRID, Mode.HYBRID, 0, true, false, List.of("x"));

  private static ModeDecision sure(Mode mode) {
    return new ModeDecision(mode, mode, 0.9, false, false, List.of("x"));
  }

  private static Instant at(int seconds) {
    return NOW.plusSeconds(seconds);
  }

  @Test
  void aMomentOfLoadChangesNothing() {
    Standing standing = Standing.first(NEAR, NOW).after(FAR, at(60)).after(FAR, at(120));
    assertThat(standing.decision()).isEqualTo(NEAR);
    assertThat(standing.rival()).contains(new Standing.Rival(FAR, at(60)));
    assertThat(standing.after(NEAR, at(180))).isEqualTo(new Standing(NEAR, NOW, Optional.empty()));
  }

  @Test
  void whatIsFoundForTwoMinutesTakesItsPlace() {
    Standing standing = Standing.first(NEAR, NOW).after(FAR, at(60));
    Instant then = at(60).plus(Standing.HOLD);
    assertThat(standing.after(FAR, then.minus(Duration.ofMillis(1))).decision()).isEqualTo(NEAR);
    assertThat(standing.after(FAR, then)).isEqualTo(Standing.first(FAR, then));
  }

  @Test
  void anotherRivalBeginsToWaitAnew() {
    Standing standing = Standing.first(NEAR, NOW).after(FAR, at(60)).after(DOUBT, at(179));
    assertThat(standing.after(DOUBT, at(181)).decision()).isEqualTo(NEAR);
    assertThat(standing.after(DOUBT, at(300)).decision()).isEqualTo(DOUBT);
  }

  @Test
  void doubtGivesWayAtOnce() {
    assertThat(Standing.first(DOUBT, NOW).after(NEAR, at(1)))
        .isEqualTo(Standing.first(NEAR, at(1)));
  }

  @Test
  void theSameModeKeepsItsTimeAndTakesTheNewReasons() {
    var surer = new ModeDecision(Mode.DATACENTER, Mode.DATACENTER, 1, false, false, List.of("y"));
    assertThat(Standing.first(NEAR, NOW).after(surer, at(60)))
        .isEqualTo(new Standing(surer, NOW, Optional.empty()));
  }
}
