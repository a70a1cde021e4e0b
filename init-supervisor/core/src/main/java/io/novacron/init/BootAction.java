package io.novacron.init;

import java.time.Duration;
import java.util.List;

/** What a boot wants done. */
public sealed interface BootAction {
  /** Start a component, and say when it is up or why not. */
  record Start(String name, int attempt) implements BootAction {}

  /** Stop a component, also one that is starting, and say when it has stopped. */
  record Stop(String name) implements BootAction {}

  /** Say when {@code after} has passed. */
  record Retry(String name, int attempt, Duration after) implements BootAction {}

  /**
   * The node serves, for the first time or again.
   *
   * @param without components that it does without
   */
  record Ready(List<String> without) implements BootAction {
    public Ready {
      without = List.copyOf(without);
    }
  }

  /** Nothing is left of it. */
  record Ended(String reason) implements BootAction {}
}
