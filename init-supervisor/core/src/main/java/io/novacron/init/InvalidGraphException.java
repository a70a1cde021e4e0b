package io.novacron.init;

import java.util.List;
import java.util.stream.Collectors;

/** Components that cannot be booted together. */
public final class InvalidGraphException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<GraphFault> faults;

  InvalidGraphException(List<GraphFault> faults) {
    super(faults.stream().map(GraphFault::text).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** All that is wrong. */
  public List<GraphFault> faults() {
    return faults;
  }
}
