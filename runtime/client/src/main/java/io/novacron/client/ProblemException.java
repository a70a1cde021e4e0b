package io.novacron.client;

import io.novacron.client.resource.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server refused the request or failed at it, and says why. */
public final class ProblemException extends NovaCronException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final @Nullable String requestId;

  ProblemException(Problem problem, @Nullable String requestId) {
    super(problem.code() + ": " + problem.detail(), null);
    this.problem = problem;
    this.requestId = requestId;
  }

  public Problem problem() {
    return problem;
  }

  /** Stable code, see docs/api.md. */
  public String code() {
    return problem.code();
  }

  /** Whether the server could not, and may soon: what a conflict needs is a decision, not haste. */
  boolean isOutage() {
    return problem.retryable() && problem.status() >= 500;
  }

  /** Under which the server's log speaks of the request. */
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }
}
