package io.novacron.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChanceTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4096, Integer.MAX_VALUE})
  void numbersStayBelowTheirBound(int bound) {
    for (long seed = -500; seed < 500; seed++) {
      var chance = new Chance(seed);
      assertThat(chance.below(bound)).isBetween(0, bound - 1);
      assertThat(chance.small(bound)).isBetween(0, bound - 1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 4711})
  void halfOfTheSmallNumbersAreBelowASixteenth(long seed) {
    var chance = new Chance(seed);
    int low = 0;
    for (int i = 0; i < 10_000; i++) {
      low += chance.small(1600) < 100 ? 1 : 0;
    }
    assertThat(low).isBetween(4700, 5300);
  }
}
