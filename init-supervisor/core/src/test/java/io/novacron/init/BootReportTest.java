package io.novacron.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BootReportTest {
  private static final long SECOND = 1_000_000_000;
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final DependencyGraph GRAPH =
      DependencyGraph.of(
          List.of(
              ComponentSpec.critical("database", Phase.CORE, LIMIT),
              ComponentSpec.degraded("cache", Phase.CORE, LIMIT),
              ComponentSpec.critical("api", Phase.SERVICES, LIMIT, "database", "cache")));

  /**
   * The database takes two seconds, the cache fails four times in half of one, the API takes one.
   */
  private static BootReport report(int atOnce) {
    Boot boot = new Boot(GRAPH, atOnce);
    long begin = 100 * SECOND;
    boot.begin(begin);
    boot.up("database", 1, begin + 2 * SECOND);
    for (int attempt = 1; attempt <= 4; attempt++) {
      boot.failed(
          "cache", attempt, Failure.passing("refused"), begin + (2 + attempt) * SECOND, 0.5);
      boot.retry("cache", attempt, begin + (2 + attempt) * SECOND + SECOND / 2);
    }
    boot.up("api", 1, begin + 7 * SECOND);
    return BootReport.of(GRAPH, boot.log(), begin);
  }

  @Test
  void waitingAndWorkingAreTwoThings() {
    BootReport report = report(1);
    var cache =
        report.lines().stream().filter(l -> l.name().equals("cache")).findFirst().orElseThrow();

    assertThat(cache.freeNanos()).isZero();
    assertThat(cache.beginNanos()).isEqualTo(2 * SECOND);
    assertThat(cache.endNanos()).isEqualTo(6 * SECOND);
    assertThat(cache.workNanos()).isEqualTo(SECOND + 3 * SECOND / 2);
    assertThat(cache.attempts()).isEqualTo(4);
    assertThat(cache.outcome()).isEqualTo(BootLog.Outcome.WITHOUT);
    assertThat(cache.reason()).isEqualTo("refused");
  }

  @Test
  void itSaysWhatOneByOneWouldHaveTaken() {
    BootReport report = report(8);

    assertThat(report.totalNanos()).isEqualTo(7 * SECOND);
    assertThat(report.criticalPath()).containsExactly("cache", "api");
    assertThat(report.sentence(9 * SECOND, Optional.empty()))
        .isEqualTo(
            "ready in 9.0 s (components 7.0 s, sequential would be 9.5 s at most; critical path:"
                + " cache > api; 1 degraded: cache)");
    assertThat(report.sentence(9 * SECOND, Optional.of(12 * SECOND)))
        .startsWith("ready in 9.0 s (components 7.0 s, sequential would be 12.0 s; critical path:");
  }

  @Test
  void itShowsEachAttempt() {
    var cache = report(8).lines().get(1);

    assertThat(cache.tries())
        .containsExactly(
            new BootLog.Try(0, 3 * SECOND),
            new BootLog.Try(7 * SECOND / 2, 4 * SECOND),
            new BootLog.Try(9 * SECOND / 2, 5 * SECOND),
            new BootLog.Try(11 * SECOND / 2, 6 * SECOND));
    assertThat(cache.tries().stream().mapToLong(t -> t.endNanos() - t.beginNanos()).sum())
        .isEqualTo(cache.workNanos());
  }

  @Test
  void itSaysSinceWhenAndUntilWhen() {
    Boot boot = new Boot(GRAPH, 8);
    boot.begin(0);
    boot.failed("cache", 1, Failure.passing("refused"), SECOND, 0.5);
    BootReport report = BootReport.of(GRAPH, boot.log(), 0);
    var cache = report.lines().get(1);
    var api = report.lines().get(2);

    assertThat(cache.now()).isEqualTo(new BootReport.Now(SECOND, Optional.of(2 * SECOND)));
    assertThat(api.outcome()).isEqualTo(BootLog.Outcome.WAITING);
    assertThat(api.freeNanos()).isNegative();
    assertThat(api.beginNanos()).isNegative();
    assertThat(report.totalNanos()).isZero();
    boot.retry("cache", 1, 2 * SECOND);
    assertThat(BootReport.of(GRAPH, boot.log(), 0).lines().get(1).now())
        .isEqualTo(new BootReport.Now(2 * SECOND, Optional.empty()));
  }

  @Test
  void thoseThatEndAtOnceAreNotBesideWhoFollows() {
    var graph =
        DependencyGraph.of(
            List.of(
                ComponentSpec.critical("a", Phase.CORE, LIMIT),
                ComponentSpec.critical("b", Phase.CORE, LIMIT),
                ComponentSpec.critical("c", Phase.CORE, LIMIT, "a"),
                ComponentSpec.critical("d", Phase.CORE, LIMIT, "a")));

    BootPlan plan = BootPlan.of(graph, 8, _ -> SECOND);

    assertThat(plan.width()).isEqualTo(2);
    assertThat(plan.sequentialNanos()).isEqualTo(4 * SECOND);
    assertThat(plan.criticalNanos()).isEqualTo(2 * SECOND);
  }

  @Test
  void aPlanStartsNothingAndSaysHowItWouldGo() {
    var took = Map.of("database", 2 * SECOND, "cache", SECOND, "api", SECOND);

    BootPlan together = BootPlan.of(GRAPH, 8, took::get);
    BootPlan oneByOne = BootPlan.of(GRAPH, 1, took::get);

    assertThat(together.totalNanos()).isEqualTo(3 * SECOND);
    assertThat(together.width()).isEqualTo(2);
    assertThat(together.criticalPath()).containsExactly("database", "api");
    assertThat(oneByOne.totalNanos()).isEqualTo(4 * SECOND);
    assertThat(oneByOne.width()).isEqualTo(1);
  }
}
