package io.novacron.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExaminationTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @FunctionalInterface
  private interface Work {
    List<Finding> run() throws Exception;
  }

  private record Stub(String name, Duration limit, Level silence, Work work) implements Check {
    @Override
    public List<Finding> look() throws Exception {
      return work.run();
    }
  }

  private static Check hanging(String name, Level silence) {
    return new Stub(
        name,
        SHORT,
        silence,
        () -> {
          var _ = new CountDownLatch(1).await(1, TimeUnit.HOURS);
          return List.of();
        });
  }

  @Test
  void checksThatHangAreLeftBehindTogether() {
    List<Check> checks =
        IntStream.range(0, 20).mapToObj(i -> hanging("c" + i, Level.WARNING)).toList();
    long begin = System.nanoTime();
    List<Finding> found = Examination.of(checks);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    assertThat(found).hasSize(20).allMatch(finding -> finding.level() == Level.WARNING);
    assertThat(found.getFirst().measured()).contains("no answer");
  }

  @Test
  void whatACheckCannotDoWithoutIsAFaultWhenItHangsOrBreaks() {
    var broken =
        new Stub(
            "b",
            SHORT,
            Level.FAULT,
            () -> {
              throw new IllegalStateException("no such thing");
            });
    List<Finding> found = Examination.of(List.of(hanging("a", Level.FAULT), broken));
    assertThat(found).extracting(Finding::level).containsExactly(Level.FAULT, Level.FAULT);
    assertThat(found.getLast().measured()).contains("no such thing");
  }

  @Test
  void findingsComeInTheOrderOfTheChecks() {
    List<Check> checks =
        List.of(
            hanging("a", Level.WARNING),
            new Stub("b", SHORT, Level.FAULT, () -> List.of(Finding.ok("b", "1"))));
    assertThat(Examination.of(checks)).extracting(Finding::check).containsExactly("a", "b");
  }

  @Test
  void aReportIsReadByPeopleAndByPrograms() throws Exception {
    List<Finding> found =
        List.of(Finding.ok("jdk", "25"), Finding.fault("ports", "8080 is taken", "kill 7"));
    assertThat(ReportForm.table.text(found))
        .contains("ports             fault    8080 is taken", "-> kill 7")
        .endsWith("A node would not start here: 1 faults, 0 warnings.");
    var document = new ObjectMapper().readTree(ReportForm.json.text(found));
    assertThat(document.get("wouldStart").asBoolean()).isFalse();
    assertThat(document.at("/findings/1/state").asText()).isEqualTo("fault");
    assertThat(document.at("/findings/1/remedy").asText()).isEqualTo("kill 7");
  }
}
