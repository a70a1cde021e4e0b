package io.novacron.hypervisor.qemu;

import java.io.IOException;
import java.io.Serial;

/** The other side does not speak QMP; the connection is of no more use. */
final class MalformedQmpException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  MalformedQmpException(String message) {
    super(message);
  }
}
