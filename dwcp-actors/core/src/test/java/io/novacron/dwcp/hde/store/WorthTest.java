package io.novacron.dwcp.hde.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What goes first is what helps least. */
class WorthTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Property
  void worthFallsWithAgeAndRisesWithUses(
      @ForAll @LongRange(min = 0, max = 10_000) long hours,
      @ForAll @IntRange(max = 1000) int uses,
      @ForAll Label.Kind kind) {
    Label label = new Label(kind, "acme", "x");
    BaseId id = new BaseId("0".repeat(64));
    Entry entry = new Entry(id, label, 1, 1, NOW, NOW, uses);
    double worth = Worth.of(entry, NOW.plus(Duration.ofHours(hours)));
    assertThat(worth).isGreaterThan(Worth.of(entry, NOW.plus(Duration.ofHours(hours + 1))));
    Entry more = new Entry(id, label, 1, 1, NOW, NOW, uses + 1L);
    assertThat(Worth.of(more, NOW.plus(Duration.ofHours(hours)))).isGreaterThan(worth);
    assertThat(Worth.of(entry, NOW.minus(Duration.ofHours(hours)))).isEqualTo(1.0 + uses);
  }
}
