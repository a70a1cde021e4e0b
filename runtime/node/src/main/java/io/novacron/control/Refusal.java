package io.novacron.control;

import java.io.Serial;

/** Why something was not done, as every API tells it. Nothing has changed. */
public final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** The stable codes of docs/api.md. */
  public enum Code {
    NOT_FOUND,
    ALREADY_EXISTS,
    BUSY,
    WRONG_STATE,
    IDEMPOTENCY_KEY_REUSED,
    VERSION_MISMATCH,
    CANNOT_MIGRATE,
    NO_CAPACITY,
    HOST_UNREACHABLE,
    DATABASE_UNAVAILABLE,
    JOURNAL_UNREADABLE,
    TIMED_OUT
  }

  private final Code code;

  public Refusal(Code code, String detail) {
    super(detail, null, false, false);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
