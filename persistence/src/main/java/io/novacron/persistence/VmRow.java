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
 * @param grantToken fencing token of its grant; empty while it has none, or none is known
 * @param document JSON, of the writer's own making
 */
public record VmRow(
    String name,
    long version,
    String state,
    Optional<String> host,
    Optional<String> grantToken,
    Map<String, String> labels,
    String document,
    Instant updatedAt) {
  public VmRow {
    labels = Map.copyOf(labels);
  }
}
