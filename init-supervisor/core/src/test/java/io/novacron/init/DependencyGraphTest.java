package io.novacron.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {
  static ComponentSpec spec(String name, String... needs) {
    return ComponentSpec.critical(name, Phase.CORE, Duration.ofSeconds(5), needs);
  }

  private static DependencyGraph diamond() {
    return DependencyGraph.of(
        List.of(
            spec("api", "left", "right"),
            spec("left", "base"),
            spec("right", "base"),
            spec("base")));
  }

  @Test
  void whatIsNeededComesFirst() {
    assertThat(diamond().order())
        .extracting(ComponentSpec::name)
        .containsExactly("base", "left", "right", "api");
  }

  @Test
  void anEarlierPhaseComesFirstWhereNothingElseDecides() {
    var graph =
        DependencyGraph.of(
            List.of(
                spec("database"),
                ComponentSpec.optional("logger", Phase.PRE_INIT, Duration.ofSeconds(1))));

    assertThat(graph.order()).extracting(ComponentSpec::name).containsExactly("logger", "database");
  }

  @Test
  void aCycleIsDrawn() {
    assertThatThrownBy(() ->
            DependencyGraph.of(
                List.of(spec("a", "b"), spec("b", "c"), spec("c", "b"), spec("d", "a"))))
        .isInstanceOf(InvalidGraphException.class)
        .hasMessage(
            """
            components need each other:
            ┌─────┐
            |  b
            ↑     ↓
            |  c
            └─────┘\
            """);
  }

  @Test
  void oneThatNeedsItselfIsACycle() {
    assertThatThrownBy(() -> DependencyGraph.of(List.of(spec("a", "a"))))
        .isInstanceOfSatisfying(
            InvalidGraphException.class,
            e -> assertThat(e.faults()).containsExactly(new GraphFault.Cycle(List.of("a"))));
  }

  @Test
  void whatIsNotThereIsNamedWithTheNearestName() {
    assertThatThrownBy(
            () -> DependencyGraph.of(List.of(spec("api", "databse", "moon"), spec("database"))))
        .hasMessageContaining("api needs databse, which is not there; is database meant?")
        .hasMessageContaining("api needs moon, which is not there");
  }

  @Test
  void twoOfOneNameAreRefused() {
    assertThatThrownBy(() -> DependencyGraph.of(List.of(spec("a"), spec("a"))))
        .hasMessage("two components are called a");
  }

  @Test
  void dependantsComeBeforeWhatTheyNeed() {
    assertThat(diamond().allDependants("base")).containsExactly("api", "right", "left");
    assertThat(diamond().dependants("left")).containsExactly("api");
  }

  @Test
  void theLongestPathIsThatOfTheWorkAndNotOfTheSteps() {
    var cost = Map.of("base", 1L, "left", 2L, "right", 9L, "api", 1L);
    assertThat(diamond().longestPath(cost::get)).containsExactly("base", "right", "api");
  }

  @Test
  void anUnknownComponentIsNamedWithTheNearest() {
    assertThatThrownBy(() -> diamond().spec("bass"))
        .hasMessage("there is no component 'bass'; did you mean 'base'?");
  }

  @Test
  void aNameOrADeadlineThatCannotBeIsRefused() {
    assertThatThrownBy(() -> spec("Data Base")).hasMessageContaining("'Data Base'");
    assertThatThrownBy(() -> ComponentSpec.degraded("a", Phase.CORE, Duration.ZERO))
        .hasMessageContaining("longer than zero");
  }
}
