package io.novacron.init;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.init.Health.Check;
import io.novacron.init.Health.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final double MIDDLE = 0.5;

  private final DependencyGraph graph =
      DependencyGraph.of(
          List.of(
              ComponentSpec.critical("database", Phase.CORE, LIMIT),
              ComponentSpec.degraded("cache", Phase.CORE, LIMIT),
              ComponentSpec.critical("api", Phase.SERVICES, LIMIT, "database")));
  private final Boot boot = new Boot(graph, 8);

  private Health health() {
    return Health.of(graph, boot.standings());
  }

  private Check check(String name) {
    return health().checks().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void aNodeIsReadyWhenAllIsUp() {
    boot.begin(0);
    assertThat(check("database").state()).isEqualTo(State.STARTING);
    assertThat(check("api").reason()).isEqualTo("waits for what it needs");
    boot.up("database", 1, 1);
    boot.up("cache", 1, 1);
    assertThat(health().ready()).isFalse();
    boot.up("api", 1, 1);

    assertThat(health().ready()).isTrue();
    assertThat(health().checks())
        .allSatisfy(c -> assertThat(c.state()).isEqualTo(State.OK))
        .extracting(Check::reason)
        .containsOnly("");
  }

  @Test
  void whatIsNotCriticalDegradesIt() {
    boot.begin(0);
    boot.up("database", 1, 1);
    boot.up("cache", 1, 1);
    boot.up("api", 1, 1);

    boot.lost("cache", "gone", 2, MIDDLE);
    assertThat(check("cache").state()).isEqualTo(State.DEGRADED);
    assertThat(check("cache").reason()).isEqualTo("gone (attempt 1, will be tried again)");
    boot.retry("cache", 1, 3);
    assertThat(check("cache").state()).isEqualTo(State.DEGRADED);
    assertThat(health().ready()).isTrue();
  }

  @Test
  void whatIsCriticalAndAilingMakesItUnready() {
    boot.begin(0);
    boot.up("database", 1, 1);
    boot.up("cache", 1, 1);
    boot.up("api", 1, 1);

    boot.ailing("database", "does not answer");
    boot.ailing("cache", "is slow");
    assertThat(check("database"))
        .isEqualTo(new Check("database", Phase.CORE, State.FAILED, "does not answer"));
    assertThat(check("cache").state()).isEqualTo(State.DEGRADED);
    assertThat(health().ready()).isFalse();
    boot.ailing("database", "");
    assertThat(health().ready()).isTrue();
  }

  @Test
  void whatHasEndedSaysWhy() {
    boot.begin(0);
    boot.up("cache", 1, 1);
    boot.failed("database", 1, new Failure("no such folder", true), 1, MIDDLE);

    assertThat(check("database"))
        .isEqualTo(new Check("database", Phase.CORE, State.FAILED, "no such folder"));
    assertThat(check("cache").reason()).isEqualTo("is being stopped");
    assertThat(check("api").reason()).isEqualTo("was stopped");
    assertThat(health().ready()).isFalse();
  }
}
