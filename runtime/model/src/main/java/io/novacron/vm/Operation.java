package io.novacron.vm;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that was asked of a VM and takes time.
 *
 * @param id {@code <vm>.<position of the event that began it>}
 * @param deadline by which it has ended, one way or another
 * @param error why it did not succeed; empty unless it failed, was cancelled or rolled back
 */
public record Operation(
    String id,
    Kind kind,
    State state,
    Instant createdAt,
    Instant deadline,
    Optional<Instant> endedAt,
    String error) {

  /** What was asked. */
  public enum Kind {
    START,
    PAUSE,
    RESUME,
    STOP,
    DELETE,
    MIGRATE
  }

  /** How it stands. */
  public enum State {
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    ROLLED_BACK
  }

  static Operation begun(String id, Kind kind, Instant now, Instant deadline) {
    return new Operation(id, kind, State.RUNNING, now, deadline, Optional.empty(), "");
  }

  Operation ended(State outcome, Instant now, String error) {
    return new Operation(id, kind, outcome, createdAt, deadline, Optional.of(now), error);
  }

  /** The id of an operation of {@code vm} begun by its event at {@code position}. */
  public static String id(VmId vm, long position) {
    return vm + "." + position;
  }

  /** The VM that the operation {@code id} belongs to; empty when it is no operation id. */
  public static Optional<VmId> vmOf(String id) {
    int dot = id.lastIndexOf('.');
    if (dot <= 0 || !VmId.isValid(id.substring(0, dot))) {
      return Optional.empty();
    }
    return Optional.of(new VmId(id.substring(0, dot)));
  }
}
