package io.novacron.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.init.BootPlan;
import io.novacron.init.Component;
import io.novacron.init.DependencyGraph;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The figures that the acceptance of the boot is reckoned from. */
final class SlowComponentTest {
  private final DependencyGraph graph =
      DependencyGraph.of(SlowComponent.all().stream().map(Component::spec).toList());
  private final Map<String, Long> takes = new HashMap<>();

  SlowComponentTest() {
    for (Component component : SlowComponent.all()) {
      if (component instanceof SlowComponent slow) {
        takes.put(slow.spec().name(), slow.takes().toNanos());
      }
    }
  }

  private long takes(String name) {
    return takes.getOrDefault(name, 0L);
  }

  private long totalNanos(int atOnce) {
    return BootPlan.of(graph, atOnce, this::takes).slots().stream()
        .mapToLong(BootPlan.Slot::endNanos)
        .max()
        .orElse(0);
  }

  @Test
  void oneByOneTheyTakeTwentyOneAndAHalfSeconds() {
    assertThat(totalNanos(1)).isEqualTo(Duration.ofMillis(21_500).toNanos());
  }

  @Test
  void theLongestChainTakesSixPointThreeAndSixteenAtOnceAreEnoughForIt() {
    assertThat(totalNanos(16)).isEqualTo(Duration.ofMillis(6_300).toNanos());
  }
}
