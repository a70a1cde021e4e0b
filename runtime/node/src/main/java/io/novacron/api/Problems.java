package io.novacron.api;

import io.novacron.client.resource.Problem;
import io.novacron.client.resource.Problem.Violation;
import io.novacron.control.Refusal;
import io.novacron.vm.InvalidSpecException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which problem a failure is. What is a fault of ours is logged, and only named to users. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  /** The problem to answer with. */
  public static Problem of(Throwable failure, Asked asked) {
    return switch (cause(failure)) {
      case ProblemException e -> refused(e, asked);
      case Refusal e -> problem(code(e.code()), String.valueOf(e.getMessage()), asked, List.of());
      case InvalidSpecException e -> invalid(e, asked);
      case TimeoutException _ ->
          problem(ProblemCode.TIMED_OUT, "the cluster did not answer in time", asked, List.of());
      case Throwable e -> fault(e, asked);
    };
  }

  private static Throwable cause(Throwable failure) {
    Throwable inner = failure.getCause();
    boolean wrapped =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return wrapped && inner != null ? cause(inner) : failure;
  }

  private static Problem refused(ProblemException e, Asked asked) {
    String action = e.action().orElseGet(() -> Advice.of(e.code(), e.detail(), asked));
    return problem(e.code(), e.detail(), action, e.violations());
  }

  private static Problem invalid(InvalidSpecException e, Asked asked) {
    var violations =
        e.violations().stream().map(v -> new Violation(v.field(), v.problem())).toList();
    String first = violations.isEmpty() ? "" : e.violations().getFirst().toString();
    String more = violations.size() > 1 ? " (and " + (violations.size() - 1) + " more)" : "";
    return problem(ProblemCode.INVALID_SPEC, first + more, asked, violations);
  }

  private static Problem fault(Throwable e, Asked asked) {
    LOG.error("{} failed, request {}", asked.route(), asked.requestId(), e);
    return problem(ProblemCode.INTERNAL, "request " + asked.requestId(), asked, List.of());
  }

  private static Problem problem(
      ProblemCode code, String detail, Asked asked, List<Violation> violations) {
    return problem(code, detail, Advice.of(code, detail, asked), violations);
  }

  private static Problem problem(
      ProblemCode code, String detail, String action, List<Violation> violations) {
    return new Problem(
        Problem.TYPE_PREFIX + code.code(),
        code.title(),
        code.status(),
        code.code(),
        detail,
        action,
        code.retryable(),
        violations);
  }

  /** Every code of the control plane has one of the same name here. */
  private static ProblemCode code(Refusal.Code code) {
    return switch (code) {
      case NOT_FOUND -> ProblemCode.NOT_FOUND;
      case ALREADY_EXISTS -> ProblemCode.ALREADY_EXISTS;
      case BUSY -> ProblemCode.BUSY;
      case WRONG_STATE -> ProblemCode.WRONG_STATE;
      case IDEMPOTENCY_KEY_REUSED -> ProblemCode.IDEMPOTENCY_KEY_REUSED;
      case VERSION_MISMATCH -> ProblemCode.VERSION_MISMATCH;
      case CANNOT_MIGRATE -> ProblemCode.CANNOT_MIGRATE;
      case NO_CAPACITY -> ProblemCode.NO_CAPACITY;
      case HOST_UNREACHABLE -> ProblemCode.HOST_UNREACHABLE;
      case DATABASE_UNAVAILABLE -> ProblemCode.DATABASE_UNAVAILABLE;
      case JOURNAL_UNREADABLE -> ProblemCode.JOURNAL_UNREADABLE;
      case TIMED_OUT -> ProblemCode.TIMED_OUT;
    };
  }
}
