package io.novacron.vm;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A turning point in the life of a VM, as the journal keeps it. A field once written stays readable
 * for ever: see the golden journal.
 */
public sealed interface VmEvent {
  Instant at();

  /** Events that answer a user's request, and remember its idempotency key. */
  sealed interface Requested extends VmEvent {
    Optional<KeyUse> key();
  }

  /** Events that begin an operation. */
  sealed interface Begins extends Requested {
    String operation();

    Instant deadline();
  }

  record Defined(VmId vm, VmSpec spec, Map<String, String> labels, Optional<KeyUse> key, Instant at)
      implements Requested {}

  record Relabelled(Map<String, String> labels, Optional<KeyUse> key, Instant at)
      implements Requested {}

  record StartRequested(
      Grant grant, String operation, Instant deadline, Optional<KeyUse> key, Instant at)
      implements Begins {}

  record Started(Instant at) implements VmEvent {}

  record PauseRequested(String operation, Instant deadline, Optional<KeyUse> key, Instant at)
      implements Begins {}

  record Paused(Instant at) implements VmEvent {}

  record ResumeRequested(String operation, Instant deadline, Optional<KeyUse> key, Instant at)
      implements Begins {}

  record Resumed(Instant at) implements VmEvent {}

  record StopRequested(
      long graceMillis, String operation, Instant deadline, Optional<KeyUse> key, Instant at)
      implements Begins {}

  record Stopped(String reason, Instant at) implements VmEvent {}

  record DeleteRequested(String operation, Instant deadline, Optional<KeyUse> key, Instant at)
      implements Begins {}

  record Deleted(Instant at) implements VmEvent {}

  record MigrationBegun(
      Grant target,
      long maxPauseMillis,
      String operation,
      Instant deadline,
      Optional<KeyUse> key,
      Instant at)
      implements Begins {}

  record Relocated(Instant at) implements VmEvent {}

  record MigrationRolledBack(boolean cancelled, String reason, Instant at) implements VmEvent {}

  record OperationFailed(String reason, Instant at) implements VmEvent {}

  /** {@code guestMayExist}: its host did not say that nothing is left of it. */
  record Failed(String reason, boolean guestMayExist, Instant at) implements VmEvent {}

  /** A guest that was believed lost runs on the host that it was last granted to. */
  record Adopted(boolean paused, Instant at) implements VmEvent {}
}
