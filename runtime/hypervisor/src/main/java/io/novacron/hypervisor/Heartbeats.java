package io.novacron.hypervisor;

import java.util.concurrent.CompletionStage;

/**
 * Arrival of a guest's heartbeat at this process, stamped with its {@link System#nanoTime}. What
 * arrived while nobody read (this process was down) is not counted.
 */
public interface Heartbeats {
  /** Whether the guest has a heartbeat at all. */
  boolean present();

  /** Beats seen by this process. */
  long count();

  /**
   * {@link System#nanoTime} at the arrival of the last beat.
   *
   * @throws IllegalStateException when {@link #count} is 0
   */
  long lastNanos();

  /** Completes with the {@link System#nanoTime} of the first beat that arrives from now on. */
  CompletionStage<Long> next();

  /** Of a guest without one. */
  Heartbeats NONE = new NoHeartbeats();
}
