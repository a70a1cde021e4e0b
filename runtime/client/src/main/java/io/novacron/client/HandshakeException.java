package io.novacron.client;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Client and server do not trust each other, or not both speak TLS; nothing was done. */
public final class HandshakeException extends NovaCronException {
  private static final long serialVersionUID = 1L;

  /** Who objects to what. */
  public enum Kind {
    /** No authority that is trusted here has signed the server's certificate. */
    UNTRUSTED("its certificate is of no authority that is trusted here"),
    /** The server's certificate is for other names. */
    WRONG_NAME("its certificate is not for that name"),
    /**
     * The server wants a certificate of the client, and got none or one that it does not trust. In
     * TLS 1.3 it may seem to hang up instead, see {@link UnreachableException#mayWantCertificate}.
     */
    REFUSED("it wants a client certificate of its own authority"),
    /** The server does not speak TLS. */
    NO_TLS("it does not speak TLS"),
    OTHER("the TLS handshake failed");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  private final Kind kind;

  private HandshakeException(URI server, Kind kind, SSLException cause) {
    super(server + ": " + kind.text + " (" + cause.getMessage() + ")", cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Empty when {@code failure} has another reason. */
  static Optional<HandshakeException> of(URI server, @Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SSLException) {
        return Optional.of(new HandshakeException(server, kind(t), (SSLException) t));
      }
    }
    return Optional.empty();
  }

  /** The JDK tells them apart in words only. */
  private static Kind kind(Throwable failure) {
    String text = (failure.getMessage() + " " + failure.getCause()).toLowerCase(Locale.ROOT);
    if (text.contains("received fatal alert")) {
      return Kind.REFUSED;
    }
    if (text.contains("subject alternative") || text.contains("no name matching")) {
      return Kind.WRONG_NAME;
    }
    if (text.contains("unrecognized ssl message") || text.contains("not an ssl/tls record")) {
      return Kind.NO_TLS;
    }
    return text.contains("certpath") || text.contains("pkix") ? Kind.UNTRUSTED : Kind.OTHER;
  }
}
