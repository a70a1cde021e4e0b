package io.novacron.hypervisor.sim;

import java.io.IOException;
import java.io.Serial;

/** What came in is no migration stream of this version for this guest. */
final class MalformedStreamException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  MalformedStreamException(String problem) {
    super(problem);
  }
}
