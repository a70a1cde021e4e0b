package io.novacron.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code bench boot}, short: what it counts must be right on any machine, however slow. */
final class BootBenchIT {
  private static final List<String> FIGURES =
      List.of(
          "runs",
          "failures",
          "parallelSeconds",
          "sequentialSeconds",
          "speedup",
          "criticalPathSpeedup",
          "rssMiB",
          "cpuSeconds",
          "idleCpuShare");

  private static JsonNode boot(String profile) throws Exception {
    JsonNode document =
        Printed.by(
            "boot",
            "--profile=" + profile,
            "--runs=1",
            "--idle-runs=1",
            "--idle-seconds=1",
            "--cluster-runs=0");
    JsonNode only = document.path("profiles").path(0);
    assertThat(only.path("name").asText()).isEqualTo(profile);
    assertThat(FIGURES)
        .allSatisfy(
            name -> assertThat(only.path(name).isNumber()).as("%s: %s", name, only).isTrue());
    assertThat(only.path("failures").asInt()).as(only.toString()).isZero();
    assertThat(only.path("cpuSeconds").asDouble()).isPositive();
    assertThat(document.path("context").path("cpus").asInt()).isPositive();
    return only;
  }

  @Test
  void aNodeBootsBothWaysAndSaysWhatItTook() throws Exception {
    JsonNode embedded = boot("embedded");

    double part = embedded.path("parallelPartSeconds").asDouble();
    assertThat(part).isPositive().isLessThan(embedded.path("parallelSeconds").asDouble());
    assertThat(embedded.path("pathSeconds").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(embedded.path("workSeconds").asDouble());
    assertThat(embedded.path("rssMiB").asDouble()).isGreaterThan(50);
  }

  @Test
  void standInsTakeTheirTimeOneByOneAndLessTogether() throws Exception {
    JsonNode slow = boot("slow");

    assertThat(slow.path("workSeconds").asDouble()).isGreaterThanOrEqualTo(21.5);
    assertThat(slow.path("pathSeconds").asDouble()).isBetween(6.3, 12.0);
    assertThat(slow.path("speedup").asDouble()).isGreaterThan(1.5);
  }
}
