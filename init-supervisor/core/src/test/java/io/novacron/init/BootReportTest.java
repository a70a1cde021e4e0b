package io.novacron.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    assertThat(report.sentence(9 * SECOND))
        .isEqualTo(
            "ready in 9.0 s (components 7.0 s, sequential would be 7.5 s; critical path:"
                + " cache > api; 1 degraded: cache)");
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
