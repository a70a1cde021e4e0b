package io.novacron.pki;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.novacron.tls.TlsException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Failures of those who use TLS material. */
final class Faults {
  private Faults() {}

  static TlsException of(ThrowingCallable work) {
    return catchThrowableOfType(TlsException.class, work);
  }
}
