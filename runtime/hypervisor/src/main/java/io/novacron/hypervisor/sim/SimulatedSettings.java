package io.novacron.hypervisor.sim;

import java.time.Duration;

/**
 * How the simulator behaves.
 *
 * @param beat between two heartbeats, and between two goes of the workload
 * @param clockThreads threads that all guests of a driver share
 * @param pipeBytes bytes of a migration that may wait for its reader; at least one page
 * @param shutdown which a running guest takes to end when it is asked to
 * @param stall for which the reader of a migration may take nothing before the migration gives up
 */
public record SimulatedSettings(
    Duration beat, int clockThreads, int pipeBytes, Duration shutdown, Duration stall) {

  /**
   * @throws IllegalArgumentException when a value is out of range
   */
  public SimulatedSettings {
    positive("beat", beat.toNanos());
    positive("clockThreads", clockThreads);
    positive("pipeBytes", pipeBytes / GuestMemory.PAGE_BYTES);
    positive("stall", stall.toNanos());
  }

  /** A beat of 10 ms, two threads, 256 KiB, guests that end within 20 ms, 60 s of patience. */
  public static SimulatedSettings defaults() {
    return new SimulatedSettings(
        Duration.ofMillis(10), 2, 256 * 1024, Duration.ofMillis(20), Duration.ofSeconds(60));
  }

  private static void positive(String what, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(what + " is too small");
    }
  }
}
