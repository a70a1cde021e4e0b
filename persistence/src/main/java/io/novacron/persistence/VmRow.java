package io.novacron.persistence;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A VM in lists.
 *
 * @param version how many events it has
 * @param state what one filters by
 * @param host where it is; empty while it is nowhere
 * @param document JSON, of the writer's own making
 */
public record VmRow(
    String name,
    long version,
    String state,
    Optional<String> host,
    Map<String, String> labels,
    String document,
    Instant updatedAt) {
  public VmRow {
    labels = Map.copyOf(labels);
  }
}
