package io.novacron.vm;

import java.time.Duration;
import java.time.Instant;

/** What a VM wants done. Orders are repeated until answered, so each can be given twice. */
public sealed interface VmOrder {
  /** To its host: start a guest. */
  record StartGuest(Grant grant, VmSpec spec) implements VmOrder {}

  /** To its host: stop the vCPUs. */
  record PauseGuest(Grant grant, String operation) implements VmOrder {}

  /** To its host: let the vCPUs run. */
  record ResumeGuest(Grant grant, String operation) implements VmOrder {}

  /** To its host: shut the guest down, by force after {@code grace}. */
  record StopGuest(Grant grant, Duration grace) implements VmOrder {}

  /** To its migration: begin, or say how it ended. */
  record Move(
      String migration,
      Grant source,
      Grant target,
      VmSpec spec,
      long maxPauseMillis,
      boolean paused,
      Instant deadline)
      implements VmOrder {}
}
