package io.novacron.persistence;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Kinds of failure, told apart by SQLSTATE and by H2's error codes. */
enum DatabaseTrouble {
  CREDENTIALS("Check database.user and database.password-file.", false),
  NO_SUCH_DATABASE("Create the database, or correct database.url.", false),
  IN_USE(
      "Another process has the file open: stop it, or let both use a server (jdbc:h2:tcp: or"
          + " jdbc:postgresql:).",
      true),
  UNREACHABLE("Start the database, or correct database.url, and try again.", true),
  OTHER("See the cause; the database itself answered.", false);

  private static final int H2_FILE_IN_USE = 90_020;
  private static final int H2_NOT_FOUND = 90_146;
  private static final int H2_REMOTE_NOT_FOUND = 90_149;
  private static final int H2_CONNECTION_BROKEN = 90_067;
  private static final int H2_CLOSED = 90_098;
  private static final int H2_CLOSING = 90_121;

  /** PostgreSQL's driver: the server asked for a password, and none was given. */
  private static final String PASSWORD_WANTED = "08004";

  private final String action;
  private final boolean passes;

  DatabaseTrouble(String action, boolean passes) {
    this.action = action;
    this.passes = passes;
  }

  /** What a person can do about it. */
  String action() {
    return action;
  }

  /** Whether waiting may help. */
  boolean passes() {
    return passes;
  }

  static DatabaseTrouble of(SQLException e) {
    return e instanceof SQLTransientConnectionException
            && e.getCause() instanceof SQLException cause
        ? of(cause)
        : ofCode(e);
  }

  private static DatabaseTrouble ofCode(SQLException e) {
    return switch (e.getErrorCode()) {
      case H2_FILE_IN_USE -> IN_USE;
      case H2_NOT_FOUND, H2_REMOTE_NOT_FOUND -> NO_SUCH_DATABASE;
      case H2_CONNECTION_BROKEN, H2_CLOSED, H2_CLOSING -> UNREACHABLE;
      default -> ofState(e);
    };
  }

  /**
   * Classes 08 (connection), 28 (authorization), 3D (catalog), 53 and 57 (PostgreSQL: no room, shut
   * down).
   */
  private static DatabaseTrouble ofState(SQLException e) {
    String state = e.getSQLState();
    if (state == null || e instanceof SQLTransientConnectionException) {
      return UNREACHABLE;
    }
    if (state.equals(PASSWORD_WANTED)) {
      return CREDENTIALS;
    }
    return switch (state.length() < 2 ? state : state.substring(0, 2)) {
      case "08", "53", "57" -> UNREACHABLE;
      case "28" -> CREDENTIALS;
      case "3D" -> NO_SUCH_DATABASE;
      default -> OTHER;
    };
  }
}
