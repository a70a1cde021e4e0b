package io.novacron.hypervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * One guest that exists on this host. Thread-safe; handles of the same guest are interchangeable.
 */
public interface Guest {
  /** Which VM, under which grant, from what spec. */
  GuestSpec spec();

  /** Its state as the hypervisor sees it now. {@link GuestState#GONE} once it has ended. */
  GuestState state();

  /** Stops its vCPUs. Idempotent. */
  void pause();

  /**
   * Lets its vCPUs run: after {@link #pause}, after a complete migration into this guest, or after
   * a migration out of it that is not to be (from {@link GuestState#SEALED}: the rollback). The
   * caller answers for there being no other running copy. Idempotent.
   */
  void resume();

  /**
   * Asks the guest to shut down and waits up to {@code grace} for it to end (zero: does not ask),
   * then destroys it.
   */
  void stop(Duration grace);

  /**
   * Ends it at once, in whatever state, and removes its traces except the console log. Idempotent.
   */
  void destroy();

  /** The last {@code maxBytes} of what the guest wrote on its console. */
  byte[] consoleLog(int maxBytes);

  GuestStatistics statistics();

  /** The guest's own heartbeat as it arrives here. */
  Heartbeats heartbeats();

  /**
   * Begins a live pre-copy out of this guest, which goes on running. One at a time.
   *
   * @throws HypervisorException {@code WRONG_STATE} when it neither runs nor is paused, or is
   *     already migrating
   */
  OutgoingMigration migrateOut(MigrationLimits limits);

  /**
   * Writes the guest's memory to {@code file}, raw, guest-physical from 0, for diagnosis and proof.
   * The guest must not be running. May take as long as the disk needs.
   */
  void dumpMemory(Path file);

  /** Completes when the guest has ended by itself, from outside or by a verb, with the reason. */
  CompletionStage<String> ended();
}
