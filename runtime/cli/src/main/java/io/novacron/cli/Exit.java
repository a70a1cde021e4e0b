package io.novacron.cli;

import io.novacron.client.resource.MigrationResource;
import io.novacron.client.resource.OperationResource;
import io.novacron.client.resource.Problem;

/** Exit codes; the table is in docs/cli.md, and that of the problems' codes in docs/api.md. */
final class Exit {
  static final int OK = 0;
  static final int INTERNAL = 1;
  static final int USAGE = 2;
  static final int NOT_FOUND = 3;
  static final int CONFLICT = 4;
  static final int PRECONDITION = 5;
  static final int TIMED_OUT = 6;
  static final int ROLLED_BACK = 7;

  private Exit() {}

  static int of(Problem problem) {
    return switch (String.valueOf(problem.code())) {
      case "bad-request",
          "invalid-spec",
          "method-not-allowed",
          "unsupported-media-type",
          "body-too-large" ->
          USAGE;
      case "not-found" -> NOT_FOUND;
      case "already-exists", "busy", "wrong-state", "idempotency-key-reused", "version-mismatch" ->
          CONFLICT;
      case "cannot-migrate", "no-capacity", "host-unreachable" -> PRECONDITION;
      case "timed-out" -> TIMED_OUT;
      case "database-unavailable", "journal-unreadable", "internal" -> INTERNAL;
      default -> ofStatus(problem.status());
    };
  }

  /** For codes that only a newer server knows. */
  private static int ofStatus(int status) {
    return switch (status) {
      case 404 -> NOT_FOUND;
      case 409, 412 -> CONFLICT;
      case 504 -> TIMED_OUT;
      default -> status >= 500 ? INTERNAL : USAGE;
    };
  }

  /** One that goes on is no failure. */
  static int of(OperationResource operation) {
    return switch (operation.state()) {
      case OperationResource.FAILED -> INTERNAL;
      case OperationResource.CANCELLED, OperationResource.ROLLED_BACK -> ROLLED_BACK;
      default -> OK;
    };
  }

  static int of(MigrationResource migration) {
    return migration.state().equals(MigrationResource.ROLLED_BACK) ? ROLLED_BACK : OK;
  }
}
