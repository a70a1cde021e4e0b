package io.novacron.node;

import java.io.Serial;

/** A node was told to end before it was ready: nothing is wrong. */
public final class BootEndedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  BootEndedException() {
    super("the node was told to end before it was ready");
  }
}
