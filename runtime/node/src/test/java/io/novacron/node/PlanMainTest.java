package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.novacron.client.resource.BootComponentResource;
import io.novacron.client.resource.Json;
import io.novacron.init.ComponentSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanMainTest {
  private static final String FOUR =
      """
      - {name: database, phase: core, seconds: 2}
      - {name: cache, phase: core, criticality: degraded, seconds: 1.5}
      - {name: api, needs: [database, cache], seconds: 1}
      - {name: health, phase: post-init, criticality: optional, needs: [api], seconds: 0.2}
      """;

  @TempDir Path folder;

  private record Result(int exit, String out, String err) {}

  private Result run(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        PlanMain.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            args);
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Result plan(String components, String... more) throws IOException {
    Path file = folder.resolve("components.yaml");
    Files.writeString(file, components);
    List<String> args = new ArrayList<>(List.of("--components", file.toString()));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  @Test
  void aListOfComponentsIsPlanned() throws IOException {
    Result result = plan(FOUR, "-o", "json");
    JsonNode plan = Json.lenient().readTree(result.out());

    assertThat(result.exit()).isZero();
    assertThat(plan.get("order").toString())
        .isEqualTo("[\"database\",\"cache\",\"api\",\"health\"]");
    assertThat(plan.get("width").asInt()).isEqualTo(2);
    assertThat(plan.get("totalSeconds").asDouble()).isEqualTo(3.2);
    assertThat(plan.get("sequentialSeconds").asDouble()).isEqualTo(4.7);
    assertThat(plan.get("criticalPath").toString()).isEqualTo("[\"database\",\"api\",\"health\"]");
    assertThat(plan.get("slots").get(2).get("beginSeconds").asDouble()).isEqualTo(2.0);
    assertThat(plan.get("slots").get(2).get("endSeconds").asDouble()).isEqualTo(3.0);
  }

  @Test
  void oneByOneItTakesTheSum() throws IOException {
    Result result = plan(FOUR, "-o", "json", "--set", "initialization.parallel=false");
    JsonNode plan = Json.lenient().readTree(result.out());

    assertThat(plan.get("width").asInt()).isEqualTo(1);
    assertThat(plan.get("totalSeconds").asDouble()).isEqualTo(4.7);
  }

  @Test
  void itIsAlsoATableOrAPicture() throws IOException {
    assertThat(plan(FOUR).out())
        .containsPattern("services +\\*api +@2\\.000 s +\\+1\\.000 s +after database, cache")
        .contains("4 components, at most 2 at once (16 may be): 3.200 s, one by one 4.700 s");
    assertThat(plan(FOUR, "-o", "svg").out())
        .startsWith("<svg ")
        .contains("Plan of a boot of components.yaml");
  }

  @Test
  void nothingKnownIsNotNothing() throws IOException {
    assertThat(plan("[{\"name\":\"a\"},{\"name\":\"b\",\"needs\":[\"a\"]}]").out())
        .containsPattern("\\*a +- +-")
        .contains("how long it takes is not known", "critical path: a > b");
  }

  @Test
  void aCycleIsDrawn() throws IOException {
    Result result =
        plan("- {name: a, needs: [b]}\n- {name: b, needs: [c]}\n- {name: c, needs: [a]}");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("need each other", "|  a", "|  b", "|  c", "┌─────┐");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- {name: database} \\n- {name: api, needs: [databse]}|is database meant?",
        "- {name: api}\\n- {name: api}|two components are called api",
        "- {name: api, neds: []}|there is no field 'neds'; did you mean 'needs'?",
        "- {name: api, phase: servces}|did you mean 'services'?",
        "- {name: api, criticality: vital}|criticality is one of critical, degraded, optional",
        "- {name: api, seconds: -1}|component 1: seconds is a number from 0 to 86400",
        "- {name: api, seconds: .nan}|seconds is a number from 0 to 86400",
        "- {name: api, needs: 7}|needs is a list of names; got '7'",
        "- {name: A b}|1 to 40 lower-case letters",
        "- {phase: core}|1 to 40 lower-case letters",
        "- api|component 1: is not of the form",
        "name: api|does not hold a list of components",
        "[]|does not hold a list of components",
        "- {name: [|neither YAML nor JSON",
        "- [[[[[[]]]]]]|nested more than 4 deep"
      })
  void whatIsWrongIsNamed(String components, String complaint) throws IOException {
    Result result = plan(components.replace("\\n", "\n"));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(complaint);
  }

  @Test
  void aFileThatIsNotThereOrTooLargeIsRefused() throws IOException {
    assertThat(run("--components", folder.resolve("none").toString()).err())
        .contains("cannot be read");
    assertThat(plan("#" + "x".repeat(1 << 20)).err()).contains("larger than 1 MiB");
    assertThat(plan("- {name: a}\n".repeat(1001)).err()).contains("more than 1000 components");
    assertThat(plan("[".repeat(100_000)).exit()).isEqualTo(2);
  }

  @Test
  void aNodesOwnComponentsArePlannedAndNothingIsStarted() {
    Result result =
        run("--data", folder.resolve("data").toString(), "-o", "json", "--set", "ml.address=h:1");

    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("\"database\"", "\"agent\"", "\"ml\"");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void aNodeIsExpectedToTakeWhatItUsuallyTook() throws IOException {
    NodeSettings settings = TestCluster.alone(folder);
    try (Node node = Node.start(settings)) {
      assertThat(node.sentence()).contains("sequential would be", "at most; critical path: ");
      assertThat(node.controlPlane().boots().now().components())
          .extracting(BootComponentResource::name)
          .containsExactlyInAnyOrderElementsOf(
              Blueprint.of(settings).stream().map(ComponentSpec::name).toList());
      assertThat(node.controlPlane().boots().history().getFirst().outcome()).isEqualTo("ready");
    }
    Result result = run("--data", settings.data().toString(), "-o", "json");
    JsonNode plan = Json.lenient().readTree(result.out());

    assertThat(plan.get("totalSeconds").asDouble()).isPositive();
    assertThat(plan.get("criticalPath").toString()).contains("database");
    assertThat(run("--data", settings.data().toString()).out())
        .containsPattern("\\+\\d\\.\\d{3} s");
  }
}
