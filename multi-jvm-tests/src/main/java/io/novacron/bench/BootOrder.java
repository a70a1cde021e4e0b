package io.novacron.bench;

import java.util.List;

/** In what order the components of a process start. */
enum BootOrder {
  /** Each as soon as what it needs is up. */
  PARALLEL(true),
  /** One by one. */
  SEQUENTIAL(false);

  private final boolean parallel;

  BootOrder(boolean parallel) {
    this.parallel = parallel;
  }

  /** How {@code novacron start} is told so. */
  List<String> options() {
    return List.of("--set", "initialization.parallel=" + parallel);
  }

  /** What options() set, for processes that are no nodes. */
  static BootOrder of(List<String> options) {
    return options.equals(SEQUENTIAL.options()) ? SEQUENTIAL : PARALLEL;
  }
}
