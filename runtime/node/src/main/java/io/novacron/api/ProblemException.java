package io.novacron.api;

import io.novacron.client.resource.Problem.Violation;
import java.io.Serial;
import java.util.List;
import java.util.Optional;

/** A request is refused by the API itself, before anything was asked of the cluster. */
public final class ProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final ProblemCode code;
  private final String detail;
  private final transient Optional<String> action;
  private final transient List<Violation> violations;

  private ProblemException(
      ProblemCode code, String detail, Optional<String> action, List<Violation> violations) {
    super(detail, null, false, false);
    this.code = code;
    this.detail = detail;
    this.action = action;
    this.violations = violations;
  }

  /** Refuses with the usual advice. */
  public ProblemException(ProblemCode code, String detail) {
    this(code, detail, Optional.empty(), List.of());
  }

  /** Refuses with an advice of its own. */
  public ProblemException(ProblemCode code, String detail, String action) {
    this(code, detail, Optional.of(action), List.of());
  }

  /** Refuses one field of the body. */
  public static ProblemException field(String field, String problem) {
    String detail = field + " " + problem;
    var violations = List.of(new Violation(field, problem));
    return new ProblemException(ProblemCode.BAD_REQUEST, detail, Optional.empty(), violations);
  }

  /** What kind of refusal it is. */
  public ProblemCode code() {
    return code;
  }

  /** What happened this time. */
  public String detail() {
    return detail;
  }

  /** What to do next, when it is not the usual. */
  public Optional<String> action() {
    return action;
  }

  /** The fields that are wrong. */
  public List<Violation> violations() {
    return violations;
  }
}
