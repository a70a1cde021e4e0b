package io.novacron.client;

import java.time.Duration;

/** Something had not ended when the time to wait for it was over; it goes on. */
public final class AwaitTimeoutException extends NovaCronException {
  private static final long serialVersionUID = 1L;

  AwaitTimeoutException(String what, Duration timeout) {
    super(what + " had not ended after " + timeout.toMillis() + " ms; it goes on", null);
  }
}
