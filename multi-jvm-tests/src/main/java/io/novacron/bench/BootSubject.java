package io.novacron.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.novacron.multijvm.Child;

/** A process that is booting, or has booted. */
interface BootSubject extends AutoCloseable {
  Child process();

  /** Whether it answers that it is ready. */
  boolean isReady();

  /** How it booted: what {@code GET /v1/boot} answers. */
  JsonNode report();

  /** Ends it at once. */
  @Override
  default void close() {
    process().close();
  }
}
