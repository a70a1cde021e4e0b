package io.novacron.dwcp.amst;

import java.io.IOException;

/** The other side sent what the protocol does not allow; the transfer cannot go on. */
public final class AmstProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  public AmstProtocolException(String message) {
    super(message);
  }

  public AmstProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
