package io.novacron.api;

import java.util.Locale;

/** The stable codes of docs/api.md, each with its status of HTTP. */
public enum ProblemCode {
  BAD_REQUEST(400, "The request is malformed", false),
  INVALID_SPEC(422, "What is asked for breaks a rule", false),
  NOT_FOUND(404, "There is no such thing", false),
  METHOD_NOT_ALLOWED(405, "The method is not defined here", false),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is not JSON", false),
  BODY_TOO_LARGE(413, "The body is too large", false),
  ALREADY_EXISTS(409, "The name is taken", false),
  BUSY(409, "An operation of this VM is in progress", true),
  WRONG_STATE(409, "The verb is not defined in this state", false),
  IDEMPOTENCY_KEY_REUSED(409, "The idempotency key was used for another request", false),
  VERSION_MISMATCH(412, "The VM has changed meanwhile", false),
  CANNOT_MIGRATE(409, "The VM cannot move there", false),
  NO_CAPACITY(409, "No host fits", false),
  HOST_UNREACHABLE(503, "The host does not answer", true),
  DATABASE_UNAVAILABLE(503, "The database does not answer", true),
  JOURNAL_UNREADABLE(500, "The journal holds what this version cannot read", false),
  TIMED_OUT(504, "There was no answer in time", true),
  INTERNAL(500, "Something went wrong in NovaCron", false);

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final int status;
  private final String title;
  private final boolean retryable;

  ProblemCode(int status, String title, boolean retryable) {
    this.status = status;
    this.title = title;
    this.retryable = retryable;
  }

  /** As users see it, such as {@code not-found}. */
  public String code() {
    return code;
  }

  /** Status of HTTP. */
  public int status() {
    return status;
  }

  /** The same for all problems of the code. */
  public String title() {
    return title;
  }

  /** Whether the same request may succeed later. */
  public boolean retryable() {
    return retryable;
  }
}
