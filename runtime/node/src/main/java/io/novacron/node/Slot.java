package io.novacron.node;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Where a component leaves what others need of it, for as long as it is up. */
final class Slot<T> {
  private final String name;
  private final AtomicReference<T> content = new AtomicReference<>();

  Slot(String name) {
    this.name = name;
  }

  void put(T what) {
    content.set(what);
  }

  /** What is there: a component that needs it starts later than the one that puts it. */
  T get() {
    return now().orElseThrow(() -> new IllegalStateException(name + " is not up"));
  }

  Optional<T> now() {
    return Optional.ofNullable(content.get());
  }

  /** Takes it out, if there is something. */
  Optional<T> take() {
    return Optional.ofNullable(content.getAndSet(null));
  }
}
