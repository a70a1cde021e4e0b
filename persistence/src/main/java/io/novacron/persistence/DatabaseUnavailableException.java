package io.novacron.persistence;

import java.sql.SQLException;

/**
 * The database did not do what was asked, and would if it were there. What was asked may be asked
 * again. Neither message nor cause holds a password.
 */
public final class DatabaseUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String description;
  private final String reason;
  private final String action;

  DatabaseUnavailableException(String description, String reason, String action, Throwable cause) {
    super(description + ": " + reason + ". " + action, cause);
    this.description = description;
    this.reason = reason;
    this.action = action;
  }

  /** The refusal for {@code cause}, met at the database of {@code settings}. */
  static DatabaseUnavailableException of(DatabaseSettings settings, SQLException cause) {
    return new DatabaseUnavailableException(
        "The database " + settings.url() + " cannot be used",
        oneLine(cause.getCause() instanceof SQLException first ? first : cause),
        DatabaseTrouble.of(cause).action(),
        cause);
  }

  /** What does not work. */
  public String description() {
    return description;
  }

  /** Why, in the database's own words. */
  public String reason() {
    return reason;
  }

  /** What to do about it. */
  public String action() {
    return action;
  }

  private static String oneLine(Throwable cause) {
    String text = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
    return text.replaceAll("[.;: ]+$", "");
  }
}
