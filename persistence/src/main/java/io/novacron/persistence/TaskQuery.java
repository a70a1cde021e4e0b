package io.novacron.persistence;

import java.util.Optional;

/**
 * Which operations or migrations to list, in the order of their ids.
 *
 * @param after id after which the page begins
 * @param limit how many at most, 1..500
 */
public record TaskQuery(
    Optional<String> state, Optional<String> vm, Optional<String> after, int limit) {
  public TaskQuery {
    ReadPage.requireLimit(limit);
  }

  /** The first {@code limit} of all. */
  public static TaskQuery all(int limit) {
    return new TaskQuery(Optional.empty(), Optional.empty(), Optional.empty(), limit);
  }
}
