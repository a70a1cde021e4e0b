package io.novacron.node;

import io.novacron.persistence.DatabaseUnavailableException;
import java.net.BindException;
import org.apache.pekko.remote.RemoteTransportException;
import org.apache.pekko.stream.BindFailedException;
import org.jspecify.annotations.Nullable;

/** What an operator can do about a failure. */
final class Remedy {
  static final String PORT_TAKEN =
      "Stop what listens there, or give this node other ports (see --help).";

  private Remedy() {}

  /** What to do about {@code failure}; empty when that is not known. */
  static String of(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String known = ofOne(cause);
      if (!known.isEmpty()) {
        return known;
      }
    }
    return "";
  }

  private static String ofOne(Throwable cause) {
    return switch (cause) {
      case StartException start -> start.action();
      case DatabaseUnavailableException database -> database.action();
      case BindException _, BindFailedException _, RemoteTransportException _ -> PORT_TAKEN;
      default -> "";
    };
  }
}
