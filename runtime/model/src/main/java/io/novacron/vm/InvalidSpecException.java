package io.novacron.vm;

import java.io.Serial;
import java.util.List;

/** What was asked for cannot be: every violation, each with the field it concerns. */
public final class InvalidSpecException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** One violated rule: {@code field} is a path such as {@code disks[0].path}. */
  public record Violation(String field, String problem) {
    @Override
    public String toString() {
      return field + ": " + problem;
    }
  }

  private final transient List<Violation> violations;

  public InvalidSpecException(String field, String problem) {
    this(List.of(new Violation(field, problem)));
  }

  public InvalidSpecException(List<Violation> violations) {
    super(String.join("; ", violations.stream().map(Violation::toString).toList()));
    this.violations = List.copyOf(violations);
  }

  public List<Violation> violations() {
    return violations;
  }
}
