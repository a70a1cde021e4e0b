package io.novacron.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.novacron.client.resource.Json;
import io.novacron.init.BootPlan;
import io.novacron.init.DependencyGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
  @TempDir Path folder;

  private ComponentList read(String text) throws IOException {
    return ComponentList.read(Files.writeString(folder.resolve("components.yaml"), text));
  }

  private static BootPlan plan(ComponentList list, int atOnce) {
    return BootPlan.of(
        DependencyGraph.of(list.specs()), atOnce, name -> Math.round(list.seconds(name) * 1e9));
  }

  @Test
  void anyComponentsCanBePlanned() throws IOException {
    ComponentList list =
        read(
            """
            - { name: database, phase: core, seconds: 2 }
            - { name: cache, criticality: degraded, seconds: 1 }
            - { name: api, phase: services, needs: [database, cache], seconds: 0.5 }
            """);
    JsonNode plan = Json.lenient().readTree(PlanForm.json.text(plan(list, 8)));
    assertThat(plan.path("width").asInt()).isEqualTo(2);
    assertThat(plan.path("totalSeconds").asDouble()).isEqualTo(2.5);
    assertThat(plan.path("sequentialSeconds").asDouble()).isEqualTo(3.5);
    assertThat(plan.path("criticalPath").toString()).isEqualTo("[\"database\",\"api\"]");
    assertThat(plan.path("order")).hasSize(3);
    assertThat(plan.path("slots").path(2).path("beginSeconds").asDouble()).isEqualTo(2);
    assertThat(PlanForm.table.text(plan(list, 1)))
        .contains("up to 1 at a time; expected 3.50 s, one by one 3.50 s")
        .contains("after database, cache");
  }

  @Test
  void aListThatIsWrongSaysWhere() {
    for (var wrong :
        List.of(
            "name: database",
            "- needs: [a]",
            "- { name: a, seconds: many }",
            "- { name: a, phase: later }",
            "- { name: a, needs: b }",
            "- { name: A B }",
            "- [",
            "- " + "[".repeat(500))) {
      assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> read(wrong));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ComponentList.read(folder.resolve("absent")))
        .withMessageContaining("cannot be read");
  }

  @Test
  void aCycleEndsWithTwo() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("cycle.yaml"), "- { name: a, needs: [b] }\n- { name: b, needs: [a] }\n");
    assertThat(PlanMain.line().execute("--components", file.toString())).isEqualTo(2);
    Path missing = Files.writeString(folder.resolve("m.yaml"), "- { name: a, needs: [b] }\n");
    assertThat(PlanMain.line().execute("--components", missing.toString())).isEqualTo(2);
    Path good = Files.writeString(folder.resolve("good.yaml"), "- { name: a }\n");
    assertThat(PlanMain.line().execute("--components", good.toString())).isZero();
  }

  @Test
  void aNodeCanBePlannedWithoutBeingStarted() {
    assertThat(PlanMain.line().execute("--data", folder.toString(), "-o", "json")).isZero();
    assertThat(folder).isEmptyDirectory();
  }
}
