package io.novacron.agent;

import io.novacron.vm.Believed;
import java.util.SortedMap;

/** Which VMs are believed to be on a host. */
@FunctionalInterface
public interface RollCall {
  /**
   * Asks the read side; blocks for seconds at most, and may be a little behind.
   *
   * @param after name of a VM; empty for the beginning
   * @param limit 1 or more
   * @return of those that are believed to be on {@code host} the first {@code limit} whose names
   *     come after {@code after}, in the order of {@link String#compareTo}
   * @throws IllegalStateException when the read side does not answer
   */
  SortedMap<String, Believed> believed(String host, String after, int limit);
}
