package io.novacron.api.rest;

import java.io.Serial;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The REST API cannot listen where it should; the message says why and what to do. */
public final class ListenException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private ListenException(String message, Throwable cause) {
    super(message, cause);
  }

  static ListenException of(String host, int port, Throwable failure) {
    String where = "The REST API cannot listen on " + host + ":" + port + ": ";
    return new ListenException(where + reason(host, port, failure), failure);
  }

  private static String reason(String host, int port, Throwable failure) {
    if (has(failure, UnresolvedAddressException.class, UnknownHostException.class)) {
      return host + " is not a name or address of this machine. Choose another one.";
    }
    String text = text(failure).toLowerCase(Locale.ROOT);
    if (text.contains("in use")) {
      return "the port is in use. Stop what listens there (ss -ltnp 'sport = :"
          + port
          + "' names it), or choose another port; 0 takes a free one.";
    }
    if (text.contains("cannot assign")) {
      return host + " is not an address of this machine. Choose one that is (ip address).";
    }
    return text.contains("permission")
        ? "ports below 1024 are for root. Choose a higher one."
        : text(failure);
  }

  private static boolean has(@Nullable Throwable failure, Class<?> one, Class<?> other) {
    return failure != null
        && (one.isInstance(failure)
            || other.isInstance(failure)
            || has(failure.getCause(), one, other));
  }

  /** Of the operating system where possible: Pekko's own says less. */
  private static String text(Throwable failure) {
    Throwable cause = failure;
    while (!(cause instanceof BindException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
