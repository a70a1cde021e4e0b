package io.novacron.migration;

import java.time.Instant;

/** A turning point of a migration, as the journal keeps it. */
public sealed interface MigrationEvent {
  Instant at();

  /** Its VM has begun it. */
  record Requested(Plan plan, Instant at) implements MigrationEvent {}

  /** The target holds an empty guest and waits for the stream. */
  record Prepared(StreamOffer offer, Instant at) implements MigrationEvent {}

  /** The source writes the stream. */
  record TransferBegun(Instant at) implements MigrationEvent {}

  /** The source's vCPUs stand still and all of it has been written. */
  record SourceSealed(Instant at) implements MigrationEvent {}

  /**
   * The target has all of it by its own word: from here on its copy is the VM.
   *
   * @param streamSha256 of what it took in, hex
   */
  record Committed(String streamSha256, Instant at) implements MigrationEvent {}

  /** Nothing is left to do. */
  record Completed(Receipt receipt, Instant at) implements MigrationEvent {}

  /** There will be no commit: the source's copy stays the VM. */
  record AbortDecided(boolean cancelled, String reason, Instant at) implements MigrationEvent {}

  /** Both hosts have put things right, or are out of reach and will when they return. */
  record RolledBack(Instant at) implements MigrationEvent {}
}
