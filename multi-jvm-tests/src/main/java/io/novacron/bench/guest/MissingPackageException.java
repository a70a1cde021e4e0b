package io.novacron.bench.guest;

import java.io.IOException;
import java.io.Serial;

/** A Debian package is not here and could not be had; the message says what to do. */
public final class MissingPackageException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  MissingPackageException(String message) {
    super(message);
  }
}
