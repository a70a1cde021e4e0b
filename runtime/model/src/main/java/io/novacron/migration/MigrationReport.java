package io.novacron.migration;

/** What a migration hears: from its two hosts, from its VM, from users and from the clock. */
public sealed interface MigrationReport {
  /** The target waits for the stream. */
  record Prepared(StreamOffer offer) implements MigrationReport {}

  /** The source writes the stream. */
  record Begun() implements MigrationReport {}

  /** The source's vCPUs stand still and all of it has been written. */
  record Sealed() implements MigrationReport {}

  /** The target still takes it in. */
  record TargetWaits() implements MigrationReport {}

  /** The target has all of it, paused. */
  record Arrived(String streamSha256) implements MigrationReport {}

  /** {@code host} cannot go on with it. */
  record Failed(String host, String reason) implements MigrationReport {}

  /** The target's copy runs, or is paused as it should be. */
  record Resumed() implements MigrationReport {}

  /** The target's copy ended after the commit. */
  record TargetGone(String reason) implements MigrationReport {}

  /** The VM knows that its target's copy is the VM. */
  record VmRelocated() implements MigrationReport {}

  /** The source has removed its copy, and counted what the migration cost. */
  record Released(Receipt receipt) implements MigrationReport {}

  /** The source's guest is as it was. */
  record SourceRestored() implements MigrationReport {}

  /** Nothing is left on the target. */
  record TargetDiscarded() implements MigrationReport {}

  /** The VM knows that its source's copy is the VM. */
  record VmRestored() implements MigrationReport {}

  /** Somebody wants it to end. */
  record CancelRequested() implements MigrationReport {}

  /** The deadline of the state that it is in has passed. */
  record DeadlinePassed() implements MigrationReport {}
}
