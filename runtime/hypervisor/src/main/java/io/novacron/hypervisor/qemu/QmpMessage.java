package io.novacron.hypervisor.qemu;

import com.fasterxml.jackson.databind.JsonNode;

/** What QEMU says on its monitor (QEMU Machine Protocol specification, section 2). */
sealed interface QmpMessage {
  /** Id of a {@link Failure} that answers no command of ours: QEMU could not read what we wrote. */
  long NO_ID = -1;

  /** Its first words. */
  record Greeting(String version) implements QmpMessage {}

  /** An answer, matched to its command by {@link #id}. */
  sealed interface Reply extends QmpMessage {
    long id();
  }

  record Return(long id, JsonNode value) implements Reply {}

  record Failure(long id, String errorClass, String description) implements Reply {}

  record Event(String name, JsonNode data) implements QmpMessage {}
}
