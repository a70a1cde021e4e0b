package io.novacron.hypervisor;

import io.novacron.dwcp.hde.stream.StreamParser;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A live pre-copy out of a guest, as bytes to be carried by somebody else. The hypervisor takes the
 * reader of {@link #stream} for the link: it writes no faster than that is read, and reckons with
 * that speed when it decides whether the rest fits the downtime.
 */
public interface OutgoingMigration {
  /** The migration stream; ends (-1) when the hypervisor has written everything. */
  ReadableByteChannel stream();

  /** Takes the stream apart into pages and the rest; a new one each time. */
  StreamParser parser();

  /** How far it has come; cheap enough to be asked ten times a second. */
  MigrationProgress progress();

  /** Changes the allowed downtime while the migration runs. */
  void allowDowntime(Duration downtime);

  /**
   * Completes once: {@link Outcome.Sealed} when the guest's vCPUs are stopped and the whole of it
   * has been written; {@link Outcome.Aborted} when the migration ended in any other way and the
   * guest is as it was before (running, if it ran).
   */
  CompletionStage<Outcome> outcome();

  /**
   * Gives up a migration that has not sealed; {@link #outcome} then completes with {@code Aborted}.
   * Of no effect once it has.
   */
  void cancel();

  /** How a migration out ended. */
  sealed interface Outcome {
    /**
     * vCPUs stopped, everything written.
     *
     * @param stoppedNanos {@link System#nanoTime} at which the vCPUs stopped, as seen by this
     *     process
     */
    record Sealed(long stoppedNanos) implements Outcome {}

    record Aborted(String reason) implements Outcome {}
  }
}
