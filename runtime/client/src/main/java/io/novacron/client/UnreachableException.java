package io.novacron.client;

import java.net.URI;
import java.util.List;

/** No server answered, or the answer was lost on the way; {@code getCause} says how. */
public final class UnreachableException extends NovaCronException {
  private static final long serialVersionUID = 1L;

  private final transient List<URI> servers;
  private final boolean sent;

  UnreachableException(List<URI> servers, boolean sent, Exception cause) {
    super("no answer from " + text(servers) + ": " + cause, cause);
    this.servers = List.copyOf(servers);
    this.sent = sent;
  }

  /** All servers that were tried. */
  public List<URI> servers() {
    return servers;
  }

  /** Whether the request may have reached a server, so that it is in doubt what it did. */
  public boolean sent() {
    return sent;
  }

  private static String text(List<URI> servers) {
    return String.join(", ", servers.stream().map(URI::toString).toList());
  }
}
