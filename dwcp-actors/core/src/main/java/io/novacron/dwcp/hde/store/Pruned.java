package io.novacron.dwcp.hde.store;

import java.util.List;

/**
 * What was removed.
 *
 * @param damaged not as they were kept
 * @param old not used for long
 * @param beyond the bound, those of least worth
 */
public record Pruned(List<Damage> damaged, List<Entry> old, List<Entry> beyond) {
  /** Takes copies. */
  public Pruned {
    damaged = List.copyOf(damaged);
    old = List.copyOf(old);
    beyond = List.copyOf(beyond);
  }
}
