package io.novacron.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootHistoryTest {
  private static final long MILLI = 1_000_000;

  private static BootFigures boot(boolean oneByOne, long totalMillis, long databaseMillis) {
    return new BootFigures(
        oneByOne,
        (totalMillis + 500) * MILLI,
        totalMillis * MILLI,
        Map.of("database", databaseMillis * MILLI));
  }

  private static BootHistory of(long... databaseMillis) {
    List<BootFigures> boots = new ArrayList<>();
    for (long millis : databaseMillis) {
      boots.add(boot(false, 1000, millis));
    }
    return new BootHistory(boots);
  }

  @Test
  void theUsualIsTheMedianOfTheLastTen() {
    assertThat(of().usualNanos(false, "database")).isEmpty();
    assertThat(of(100, 300, 200).usualNanos(false, "database")).contains(200 * MILLI);
    assertThat(of(100, 200).usualNanos(false, "database")).contains(150 * MILLI);
    assertThat(of(9, 9, 9, 9, 9, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).usualNanos(false, "database"))
        .contains(11 * MILLI / 2);
    assertThat(of(100).usualNanos(false, "moon")).isEmpty();
    assertThat(of(100).usualNanos(true, "database")).isEmpty();
  }

  @Test
  void whatTakesMuchLongerThanUsualIsARegression() {
    BootHistory history = of(200, 200, 200);

    assertThat(history.regressions(boot(false, 1000, 301)))
        .containsExactly(new Regression("database", 301 * MILLI, 200 * MILLI));
    assertThat(history.regressions(boot(false, 1600, 200)))
        .containsExactly(new Regression("", 1600 * MILLI, 1000 * MILLI));
  }

  @Test
  void whatIsALittleLongerOrIncomparableIsNone() {
    assertThat(of(200, 200, 200).regressions(boot(false, 1000, 300))).isEmpty();
    assertThat(of(10, 10, 10).regressions(boot(false, 1000, 110))).isEmpty();
    assertThat(of(200, 200).regressions(boot(false, 9000, 9000))).isEmpty();
    assertThat(of(200, 200, 200).regressions(boot(true, 9000, 9000))).isEmpty();
  }

  @Test
  void theLastBootOneByOneIsKnown() {
    var history =
        new BootHistory(List.of(boot(true, 5000, 1), boot(true, 4000, 1), boot(false, 1000, 1)));

    assertThat(history.oneByOneNanos()).contains(4500 * MILLI);
    assertThat(of(1, 2, 3).oneByOneNanos()).isEmpty();
  }

  /** Whatever came before, a boot that takes what is usual is no regression. */
  @Test
  void theUsualItselfIsNeverARegression() {
    var random = new Random(7);
    for (int i = 0; i < 200; i++) {
      long[] millis = random.longs(1 + random.nextInt(20), 1, 10_000).toArray();
      BootHistory history = of(millis);
      long usual = history.usualNanos(false, "database").orElseThrow() / MILLI;

      assertThat(history.regressions(boot(false, 1000, usual))).isEmpty();
    }
  }
}
