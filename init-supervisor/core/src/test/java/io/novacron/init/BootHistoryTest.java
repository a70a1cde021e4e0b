package io.novacron.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.novacron.init.BootHistory.Entry;
import io.novacron.init.BootHistory.Regression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BootHistoryTest {
  private static Entry boot(String outcome, boolean parallel, double total, double database) {
    return new Entry(
        Instant.EPOCH,
        outcome,
        total,
        total,
        parallel,
        List.of("database"),
        List.of(),
        Map.of("database", database, "quick", 0.001));
  }

  private static Entry boot(double total, double database) {
    return boot(Entry.READY, true, total, database);
  }

  @Test
  void whatTakesHalfAgainAsLongAsBeforeIsNamed() {
    var history =
        new BootHistory(List.of(boot(1, 0.5), boot(1.2, 0.6), boot(1.1, 0.5), boot(2, 1)));
    assertThat(history.regressions(3))
        .containsExactly(new Regression("total", 2, 1.1), new Regression("database", 1, 0.5));
    assertThat(history.regressions(2)).isEmpty();
  }

  @Test
  void theFirstBootAndLittleThingsAreNoRegression() {
    assertThat(new BootHistory(List.of(boot(9, 9))).regressions(0)).isEmpty();
    var little = new BootHistory(List.of(boot(0.1, 0.05), boot(0.19, 0.14)));
    assertThat(little.regressions(1)).isEmpty();
  }

  @Test
  void bootsThatFailedOrWentOneByOneAreNotCompared() {
    var history =
        new BootHistory(
            List.of(
                boot("database: away", true, 60, 60),
                boot(Entry.READY, false, 5, 0.5),
                boot(1, 0.5),
                boot(2, 0.5),
                boot("database: away", true, 60, 60)));
    assertThat(history.regressions(3)).extracting(Regression::name).containsExactly("total");
    assertThat(history.regressions(4)).isEmpty();
  }

  @Test
  void onlyTheLastTenCount() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      entries.add(boot(i < 10 ? 10 : 1, 0.5));
    }
    entries.add(boot(2, 0.5));
    var history = new BootHistory(entries);
    assertThat(history.regressions(20)).containsExactly(new Regression("total", 2, 1));
    assertThat(history.expectedSeconds("database")).isEqualTo(0.5, within(1e-9));
    assertThat(history.expectedSeconds("absent")).isNaN();
  }
}
