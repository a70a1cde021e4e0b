package io.novacron.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.migration.Progress.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class ConvergenceTest {
  private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
  private static final Duration MOMENT = Duration.ofMillis(250);
  private static final long GOODPUT = 12_500_000;

  private static Progress progress(Phase phase, int pass, long remaining) {
    return new Progress(phase, pass, 0, remaining, 0, 0, 0, 0, GOODPUT, GOODPUT - 10, 0, -1, 4);
  }

  /** A migration whose passes have {@code size} to send each, and what is known of it at last. */
  private static Optional<String> verdict(IntToLongFunction size, Duration after) {
    Convergence convergence = Convergence.UNKNOWN;
    Instant now = START;
    Instant end = START.plus(after);
    for (int pass = 1; now.isBefore(end); pass++) {
      long remaining = size.applyAsLong(pass);
      do {
        convergence = convergence.after(progress(Phase.PRE_COPY, pass, remaining), now);
        if (convergence.hopeless(now).isPresent()) {
          return convergence.hopeless(now);
        }
        now = now.plus(MOMENT);
        remaining -= GOODPUT * MOMENT.toMillis() / 1000;
      } while (remaining > 0 && now.isBefore(end));
    }
    return Optional.empty();
  }

  private static final Duration ALLOWED = MigrationDeadlines.CONVERGE;

  @Test
  void passesThatDoNotShrinkAreGivenUpInTime() {
    // The link carries as much as is dirtied, but for a hair: no rate would tell.
    assertThat(verdict(_ -> 32_000_000, ALLOWED)).isEmpty();
    assertThat(verdict(_ -> 32_000_000, ALLOWED.plusSeconds(10)))
        .hasValueSatisfying(why -> assertThat(why).contains("less to send than 32.0 MB"));
  }

  @Test
  void theFirstPassDoesNotCount() {
    assertThat(verdict(pass -> pass == 1 ? GOODPUT * 7200 : 1_000, ALLOWED.multipliedBy(12)))
        .isEmpty();
  }

  @Test
  void aPassThatShrinksNowAndThenIsHope() {
    // By a tenth and a little in five minutes, again and again.
    IntToLongFunction size = pass -> (long) (4e9 * Math.pow(0.89, pass));
    assertThat(verdict(size, Duration.ofMinutes(40))).isEmpty();
  }

  @Test
  void aPassThatSwingsIsJudgedByTheSmallest() {
    assertThat(verdict(pass -> pass % 2 == 0 ? 30_000_000 : 60_000_000, ALLOWED.plusSeconds(20)))
        .isPresent();
  }

  @Test
  void aSlowLinkIsGivenSeveralPasses() {
    long anHour = GOODPUT * 3600;
    assertThat(verdict(_ -> anHour, Duration.ofHours(3))).isEmpty();
    assertThat(verdict(_ -> anHour, Duration.ofHours(5))).isPresent();
  }

  @Test
  void nothingIsHopelessOnceTheGuestStandsStill() {
    var lost =
        new Convergence(9, 32_000_000, 30_000_000, 7, Optional.of(START), "does not converge");
    Instant now = START.plus(ALLOWED);

    assertThat(lost.hopeless(now)).isPresent();
    assertThat(lost.after(progress(Phase.SWITCH_OVER, 9, 10), now).hopeless(now)).isEmpty();
  }
}
