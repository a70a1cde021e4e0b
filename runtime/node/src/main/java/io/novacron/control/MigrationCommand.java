package io.novacron.control;

import io.novacron.migration.MigrationRecord;
import io.novacron.migration.MigrationReport;
import io.novacron.migration.Plan;
import io.novacron.migration.Progress;
import io.novacron.wire.Wire;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What can be sent to the entity of a migration. */
public sealed interface MigrationCommand extends Wire {
  /** Its VM wants it: begin, or say how it ended. */
  record Begin(Plan plan) implements MigrationCommand {}

  /** What a host, the VM or a user has to tell it. */
  record Tell(MigrationReport report) implements MigrationCommand {}

  /** How far it is; told by the source about twice a second. */
  record Advance(Progress progress) implements MigrationCommand {}

  /** How it stands. */
  record Get(ActorRef<Answer> replyTo) implements MigrationCommand {}

  /** A user wants it to end. */
  record Cancel(ActorRef<Answer> replyTo) implements MigrationCommand {}

  /** Goes on with what is open: told by the sweeper after a crash. */
  record Wake() implements MigrationCommand {}

  /** Time has passed. */
  record Tick() implements MigrationCommand {}

  /** Answer to {@link Get} and {@link Cancel}. */
  sealed interface Answer extends Wire {}

  /**
   * How it stands.
   *
   * @param cancelled whether the cancel was accepted
   * @param coordinator node that drives it
   */
  record Standing(
      MigrationRecord record, Optional<Progress> progress, boolean cancelled, String coordinator)
      implements Answer {}

  /** Its journal holds something that this version cannot read. */
  record Unreadable(String reason) implements Answer {}
}
