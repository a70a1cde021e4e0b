package io.novacron.client;

import java.net.URI;
import java.util.List;

/** No server answered, or the answer was lost on the way; {@code getCause} says how. */
public final class UnreachableException extends NovaCronException {
  private static final long serialVersionUID = 1L;

  private final transient List<URI> servers;
  private final boolean sent;
  private final boolean anonymous;

  UnreachableException(List<URI> servers, boolean sent, boolean anonymous, Exception cause) {
    super("no answer from " + text(servers) + ": " + cause, cause);
    this.servers = List.copyOf(servers);
    this.sent = sent;
    this.anonymous = anonymous;
  }

  /** All servers that were tried. */
  public List<URI> servers() {
    return servers;
  }

  /** Whether the request may have reached a server, so that it is in doubt what it did. */
  public boolean sent() {
    return sent;
  }

  /**
   * Whether the server may have wanted a certificate, of a client that shows none. In TLS 1.3 the
   * alert that says so comes when the client has already sent its request (RFC 8446, 4.4.2.4), and
   * is lost if the server closes before it has read that: then it only hangs up.
   */
  public boolean mayWantCertificate() {
    boolean secured = servers.stream().anyMatch(server -> "https".equals(server.getScheme()));
    return sent && anonymous && secured;
  }

  private static String text(List<URI> servers) {
    return String.join(", ", servers.stream().map(URI::toString).toList());
  }
}
