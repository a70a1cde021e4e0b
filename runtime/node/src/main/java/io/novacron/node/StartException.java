package io.novacron.node;

import java.io.Serial;

/** A node cannot start, for a reason that its operator can do something about. */
public final class StartException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String description;
  private final String reason;
  private final String action;

  StartException(String description, String reason, String action) {
    super(description + ": " + reason + ". " + action);
    this.description = description;
    this.reason = reason;
    this.action = action;
  }

  /** What does not work. */
  public String description() {
    return description;
  }

  /** Why. */
  public String reason() {
    return reason;
  }

  /** What to do about it. */
  public String action() {
    return action;
  }
}
