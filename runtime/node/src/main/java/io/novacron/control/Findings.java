package io.novacron.control;

import io.novacron.vm.InvalidSpecException;
import io.novacron.vm.InvalidSpecException.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what is wrong with a document, so that its author hears of all of it at once. */
public final class Findings {
  private static final int MAX = 100;

  private final List<Violation> violations = new ArrayList<>();

  /** Notes that {@code field} is wrong; beyond the first hundred findings, no more are kept. */
  public void add(String field, String problem) {
    if (violations.size() < MAX) {
      violations.add(new Violation(field, problem));
    }
  }

  /**
   * What {@code part} makes; empty, and its violations noted, when it makes nothing. Violations of
   * fields that are already known to be wrong follow from those and are left out.
   */
  public <T> Optional<T> attempt(Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (InvalidSpecException e) {
      e.violations().stream()
          .filter(v -> violations.stream().noneMatch(known -> overlap(known.field(), v.field())))
          .toList()
          .forEach(v -> add(v.field(), v.problem()));
      return Optional.empty();
    }
  }

  /**
   * Ends the collection.
   *
   * @throws InvalidSpecException when there is anything to say
   */
  public void done() {
    if (!violations.isEmpty()) {
      throw new InvalidSpecException(violations);
    }
  }

  private static boolean overlap(String one, String other) {
    return one.equals(other) || contains(one, other) || contains(other, one);
  }

  private static boolean contains(String outer, String inner) {
    return inner.startsWith(outer)
        && inner.length() > outer.length()
        && ".[".indexOf(inner.charAt(outer.length())) >= 0;
  }
}
