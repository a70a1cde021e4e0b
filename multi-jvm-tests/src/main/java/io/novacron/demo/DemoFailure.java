package io.novacron.demo;

import java.io.Serial;

/** Something that the demo promises is not true. */
final class DemoFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  DemoFailure(String what) {
    super(what);
  }

  static void unless(boolean holds, String what) {
    if (!holds) {
      throw new DemoFailure(what);
    }
  }
}
