package io.novacron.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Metrics metrics = new Metrics();

  private String text() {
    return new String(metrics.text(), StandardCharsets.UTF_8);
  }

  @Test
  void figuresAreAskedAtEveryScrape() {
    var values = new long[] {1};
    metrics.gauge("novacron_guests", "Guests.", () -> values[0]);
    metrics.counter("novacron_migrations_completed", "Migrations.", () -> values[0]);
    assertThat(text()).contains("novacron_guests 1.0", "novacron_migrations_completed_total 1.0");

    values[0] = 2;

    assertThat(text())
        .contains(
            "# HELP novacron_guests Guests.",
            "# TYPE novacron_guests gauge",
            "novacron_guests 2.0",
            "novacron_migrations_completed_total 2.0");
  }

  @Test
  void aFigureMayHaveAValueForEachOfSomething() {
    metrics.gauge("novacron_vms", "VMs.", "state", () -> Map.of("running", 3));

    assertThat(text()).contains("novacron_vms{state=\"running\"} 3.0");
  }

  @Test
  void aNameIsTakenOnce() {
    metrics.gauge("novacron_guests", "Guests.", () -> 1);

    assertThatThrownBy(() -> metrics.gauge("novacron_guests", "Guests.", () -> 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
