package io.novacron.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class BootFiguresTest {
  private static final OptionalDouble NOT_WATCHED = OptionalDouble.empty();

  private static BootRun run(double ready, double total, double work, double path, double cpu) {
    return new BootRun(
        ready, ready, 100 * ready, 2 * ready, NOT_WATCHED, new BootPart(total, work, path, cpu));
  }

  private static BootFigures figures(List<BootRun> parallel, List<BootRun> sequential) {
    return new BootFigures(parallel.size(), parallel, sequential, List.of());
  }

  @Test
  void theMiddleOneDecidesAndOfAnEvenNumberTheMeanOfTheTwoInTheMiddle() {
    assertThat(BootFigures.median(9, 1, 2)).isEqualTo(2);
    assertThat(BootFigures.median(9, 1, 2, 4)).isEqualTo(3);
  }

  @Test
  void speedupComparesTheComponentsPartsAndNothingElse() {
    var figures = figures(List.of(run(50, 2, 5, 2, 1)), List.of(run(60, 6, 6, 2, 1)));

    assertThat(figures.speedup()).isEqualTo(3, within(1e-9));
  }

  @Test
  void theBestThereCouldBeIsBoundByTheLongestChain() {
    var figures = figures(List.of(run(1, 2, 1, 1, 9)), List.of(run(3, 6, 6, 2, 1)));

    assertThat(figures.criticalPathSpeedup()).isEqualTo(3, within(1e-9));
  }

  @Test
  void orByTheProcessorsWhenTheyAreBusyForLonger() {
    var figures = figures(List.of(run(1, 2, 1, 1, 9)), List.of(run(3, 6, 6, 2, 8)));

    assertThat(figures.criticalPathSpeedup()).isEqualTo(1.5, within(1e-9));
  }

  @Test
  void theContractsFieldsAreThereAndFailuresAreCounted() {
    BootRun watched =
        new BootRun(2, 1.9, 300, 4, OptionalDouble.of(0.05), new BootPart(1, 1.5, 0.8, 1));
    var figures =
        new BootFigures(2, List.of(watched), List.of(run(3, 2, 2, 1, 1)), List.of("too late"));

    Map<String, Object> json = figures.json("embedded");

    assertThat(json)
        .containsEntry("name", "embedded")
        .containsEntry("runs", 2)
        .containsEntry("failures", 1)
        .containsEntry("parallelSeconds", 2.0)
        .containsEntry("sequentialSeconds", 3.0)
        .containsEntry("speedup", 2.0)
        .containsEntry("criticalPathSpeedup", 2.0)
        .containsEntry("rssMiB", 300L)
        .containsEntry("cpuSeconds", 4.0)
        .containsEntry("idleCpuShare", 0.05)
        .containsEntry("firstFailure", "too late");
  }

  @Test
  void aProfileOfWhichNothingBootedSaysWhyAndHasNoFigures() {
    var figures = new BootFigures(1, List.of(), List.of(), List.of("no port", "no port"));

    assertThat(figures.json("production"))
        .containsEntry("failures", 2)
        .containsEntry("unavailable", "no port")
        .doesNotContainKey("parallelSeconds");
  }

  @Test
  void aReportThatLacksAFigureOrDoesWithoutSomethingIsNoBoot() throws Exception {
    var json = new JsonMapper();
    String whole =
        "{\"totalSeconds\":1,\"sequentialSeconds\":2,\"criticalSeconds\":1,\"cpuSeconds\":1.5,"
            + "\"without\":[]}";

    assertThat(BootPart.of(json.readTree(whole))).isEqualTo(new BootPart(1, 2, 1, 1.5));
    assertThatThrownBy(() -> BootPart.of(json.readTree(whole.replace("cpuSeconds", "other"))))
        .isInstanceOf(BootFailedException.class)
        .hasMessageContaining("cpuSeconds");
    assertThatThrownBy(() -> BootPart.of(json.readTree(whole.replace("[]", "[\"cache\"]"))))
        .isInstanceOf(BootFailedException.class)
        .hasMessageContaining("cache");
  }
}
