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

  private static Standing settled() {
    return new Standing(NEAR, NOW, NOW, Optional.empty());
  }

  @Test
  void aMomentOfLoadChangesNothing() {
    Standing standing = settled().after(FAR, at(60)).after(FAR, at(120));
    assertThat(standing.decision()).isEqualTo(NEAR);
    assertThat(standing.rival()).contains(new Standing.Rival(FAR, at(60)));
    assertThat(standing.after(NEAR, at(180))).isEqualTo(settled());
  }

  @Test
  void whatIsFoundForTwoMinutesTakesItsPlace() {
    Standing standing = settled().after(FAR, at(60));
    Instant then = at(60).plus(Standing.HOLD);
    assertThat(standing.after(FAR, then.minusMillis(1)).decision()).isEqualTo(NEAR);
    Standing changed = standing.after(FAR, then);
    assertThat(changed).isEqualTo(new Standing(FAR, then, NOW, Optional.empty()));
    assertThat(changed.after(NEAR, then.plusSeconds(1)).decision()).isEqualTo(FAR);
  }

  @Test
  void anotherRivalBeginsToWaitAnew() {
    Standing standing = settled().after(FAR, at(60)).after(DOUBT, at(179));
    assertThat(standing.after(DOUBT, at(181)).decision()).isEqualTo(NEAR);
    assertThat(standing.after(DOUBT, at(299)).decision()).isEqualTo(DOUBT);
  }

  @Test
  void doubtGivesWayAtOnce() {
    assertThat(Standing.first(DOUBT, NOW).after(NEAR, at(1)))
        .isEqualTo(Standing.first(NEAR, at(1)));
  }

  @Test
  void aYoungModeGivesWayToASureOneAndNotToDoubt() {
    Standing young = Standing.first(FAR, NOW);
    assertThat(young.after(NEAR, at(10)))
        .isEqualTo(new Standing(NEAR, at(10), at(120), Optional.empty()));
    assertThat(young.after(DOUBT, at(10)).decision()).isEqualTo(FAR);
    assertThat(young.after(NEAR, at(10)).after(FAR, at(120)).decision()).isEqualTo(NEAR);
  }

  @Test
  void aClockThatWasSetBackHoldsNothingUp() {
    Instant dayBefore = NOW.minus(Duration.ofDays(1));
    Standing standing = settled().after(FAR, at(60));
    assertThat(Standing.first(NEAR, NOW).isYoung(dayBefore)).isFalse();
    assertThat(standing.after(FAR, dayBefore).rival()).contains(new Standing.Rival(FAR, dayBefore));
    assertThat(standing.after(FAR, dayBefore).after(FAR, dayBefore.plus(Standing.HOLD)).decision())
        .isEqualTo(FAR);
  }

  @Test
  void whatIsGivenWaitsForNothing() {
    var given = new ModeDecision(Mode.HYBRID, Mode.DATACENTER, 0.9, false, true, List.of("x"));
    assertThat(settled().after(given, at(180)).decision()).isEqualTo(given);
  }

  @Test
  void onlyWhatChangesIsNews() {
    var surer = new ModeDecision(Mode.DATACENTER, Mode.DATACENTER, 1, false, false, List.of("y"));
    Standing waiting = settled().after(FAR, at(60));
    assertThat(settled().after(surer, at(60)).isNews(settled())).isFalse();
    assertThat(waiting.isNews(settled())).isTrue();
    assertThat(waiting.after(FAR, at(120)).isNews(waiting)).isFalse();
    assertThat(waiting.after(FAR, at(180)).isNews(waiting)).isTrue();
    assertThat(waiting.after(NEAR, at(120)).isNews(waiting)).isTrue();
    assertThat(Standing.first(NEAR, NOW).isNews(Standing.first(DOUBT, NOW))).isTrue();
  }

  @Test
  void theSameModeKeepsItsTimeAndTakesTheNewReasons() {
    var surer = new ModeDecision(Mode.DATACENTER, Mode.DATACENTER, 1, false, false, List.of("y"));
    assertThat(settled().after(surer, at(60)))
        .isEqualTo(new Standing(surer, NOW, NOW, Optional.empty()));
  }
}
