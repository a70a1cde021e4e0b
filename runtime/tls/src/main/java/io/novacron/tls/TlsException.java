package io.novacron.tls;

/** TLS material cannot be used, and somebody can do something about it. */
public final class TlsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String description;
  private final String reason;
  private final String action;

  public TlsException(String description, String reason, String action) {
    super(description + ": " + reason + ". " + action);
    this.description = description;
    this.reason = reason;
    this.action = action;
  }

  /** What does not work, and where. */
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
