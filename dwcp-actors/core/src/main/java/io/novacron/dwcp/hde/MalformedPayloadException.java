package io.novacron.dwcp.hde;

import java.io.IOException;

/** A payload that does not decode to what its frame promised. */
public final class MalformedPayloadException extends IOException {
  private static final long serialVersionUID = 1L;

  public MalformedPayloadException(String message) {
    super(message);
  }

  public MalformedPayloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
