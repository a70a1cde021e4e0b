package io.novacron.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.migration.Progress.Phase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvergenceTest {
  private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
  private static final Duration MOMENT = Duration.ofMillis(250);

  private static Progress progress(Phase phase, int pass, long goodput, long dirty) {
    return new Progress(phase, pass, 0, 0, 0, 0, 0, 0, goodput, dirty, 0, -1, 4);
  }

  private static Convergence after(Duration time, Progress progress) {
    Convergence convergence = Convergence.UNKNOWN;
    for (Instant now = START; !now.isAfter(START.plus(time)); now = now.plus(MOMENT)) {
      convergence = convergence.after(progress, now);
    }
    return convergence;
  }

  @Test
  void aGuestThatDirtiesFasterThanTheLinkCarriesIsGivenUpInTime() {
    Progress loses = progress(Phase.PRE_COPY, 3, 12_500_000, 40_000_000);
    Duration allowed = MigrationDeadlines.CONVERGE;

    assertThat(after(allowed, loses).hopeless(START.plus(allowed).minusMillis(1))).isEmpty();
    assertThat(after(allowed, loses).hopeless(START.plus(allowed)))
        .hasValueSatisfying(why -> assertThat(why).contains("40.0 MB/s against 12.5 MB/s"));
  }

  @Test
  void oneMomentOfHopeBeginsTheTimeAnew() {
    Duration allowed = MigrationDeadlines.CONVERGE;
    Convergence convergence =
        after(allowed.minus(MOMENT), progress(Phase.PRE_COPY, 3, 10, 20))
            .after(progress(Phase.PRE_COPY, 3, 20, 10), START.plus(allowed))
            .after(progress(Phase.PRE_COPY, 3, 10, 20), START.plus(allowed).plus(MOMENT));

    assertThat(convergence.hopeless(START.plus(allowed).plus(MOMENT))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PRE_COPY, 1, 10, 20, in the first pass",
    "PRE_COPY, 2, 20, 10, while it gains",
    "PRE_COPY, 2, 0, 10, while nothing is known of the link",
    "SWITCH_OVER, 9, 10, 20, once the guest stands still"
  })
  void nothingIsHopeless(Phase phase, int pass, long goodput, long dirty, String when) {
    Duration ages = MigrationDeadlines.CONVERGE.multipliedBy(3);

    assertThat(after(ages, progress(phase, pass, goodput, dirty)).hopeless(START.plus(ages)))
        .as(when)
        .isEmpty();
  }
}
