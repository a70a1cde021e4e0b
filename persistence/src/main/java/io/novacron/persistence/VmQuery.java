package io.novacron.persistence;

import java.util.Map;
import java.util.Optional;

/**
 * Which VMs to list, in the order of their names.
 *
 * @param labels must all match
 * @param after name after which the page begins
 * @param limit how many at most, 1..500
 */
public record VmQuery(
    Optional<String> state,
    Optional<String> host,
    Map<String, String> labels,
    Optional<String> after,
    int limit) {
  public VmQuery {
    labels = Map.copyOf(labels);
    ReadPage.requireLimit(limit);
  }

  /** The first {@code limit} VMs of all. */
  public static VmQuery all(int limit) {
    return new VmQuery(Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), limit);
  }
}
