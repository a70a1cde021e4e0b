package io.novacron.vm;

/** What the house tells a VM about itself: answers of its host, and outcomes of its migrations. */
public sealed interface Report {
  /** The host runs it under {@code token}. */
  record Started(Token token) implements Report {}

  /** The host could not start it, and nothing of it is left there. */
  record StartFailed(Token token, String reason) implements Report {}

  /** Its vCPUs stand still, as {@code operation} wanted. */
  record Paused(String operation) implements Report {}

  /** Its vCPUs run, as {@code operation} wanted. */
  record Resumed(String operation) implements Report {}

  /** The guest under {@code token} is gone: as asked, or by itself. */
  record Ended(Token token, String reason) implements Report {}

  /** {@code operation} failed without harm to the guest. */
  record OperationFailed(String operation, String reason) implements Report {}

  /** Its migration committed: the target's copy is the VM. */
  record Relocated(String migration) implements Report {}

  /** Its migration ended without a commit: the source's copy is the VM. */
  record MigrationEnded(String migration, boolean cancelled, String reason) implements Report {}

  /** A host shows a guest under the token that it was last granted. */
  record Seen(Token token, boolean paused) implements Report {}

  /** The deadline of {@code operation} has passed. */
  record DeadlinePassed(String operation) implements Report {}
}
