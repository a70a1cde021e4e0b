package io.novacron.init;

import java.util.List;
import java.util.Map;

/**
 * Whether a node serves, and if not, what keeps it from doing so.
 *
 * @param booted whether everything has been settled
 * @param checks one for each component, in the order in which they may start
 */
public record Health(boolean booted, List<Check> checks) {
  /** How a component does. */
  public enum State {
    /** It serves. */
    OK,
    /** It does not, and the node does without it. */
    DEGRADED,
    /** It does not, and the node cannot serve without it. */
    FAILED,
    /** It is on its way. */
    STARTING
  }

  /**
   * What a component has to say.
   *
   * @param reason empty when it serves
   */
  public record Check(String name, Phase phase, State state, String reason) {}

  public Health {
    checks = List.copyOf(checks);
  }

  /** The health of a boot that stands like that. */
  public static Health of(DependencyGraph graph, Map<String, Standing> standings) {
    boolean booted = standings.values().stream().allMatch(Standing::settled);
    return new Health(
        booted,
        graph.order().stream()
            .map(spec -> check(spec, standings.getOrDefault(spec.name(), new Standing.Waiting())))
            .toList());
  }

  private static Check check(ComponentSpec spec, Standing standing) {
    State without = spec.isCritical() ? State.FAILED : State.DEGRADED;
    return switch (standing) {
      case Standing.Up(_, _, var ailment) ->
          check(spec, ailment.isEmpty() ? State.OK : without, ailment);
      case Standing.GivenUp(var reason) -> check(spec, without, reason);
      case Standing.Resting(var attempt, var settled, var reason) ->
          check(
              spec,
              settled ? without : State.STARTING,
              reason + " (attempt " + attempt + ", will be tried again)");
      case Standing.Starting(var attempt, _, var settled) ->
          check(spec, settled ? without : State.STARTING, "is starting, attempt " + attempt);
      case Standing.Waiting _ -> check(spec, State.STARTING, "waits for what it needs");
      case Standing.Stopping _ -> check(spec, State.FAILED, "is being stopped");
      case Standing.Stopped _ -> check(spec, State.FAILED, "was stopped");
    };
  }

  private static Check check(ComponentSpec spec, State state, String reason) {
    return new Check(spec.name(), spec.phase(), state, reason);
  }

  /** Whether the node serves: all is settled, and what it cannot do without serves. */
  public boolean ready() {
    return booted
        && checks.stream().noneMatch(c -> c.state() == State.FAILED || c.state() == State.STARTING);
  }
}
