package io.novacron.hypervisor.qemu;

import java.time.Duration;

/** A point in the time of {@link System#nanoTime} by which something has to be so. */
record Deadline(long atNanos) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Not negative. */
  long remainingNanos() {
    return Math.max(0, atNanos - System.nanoTime());
  }

  boolean passed() {
    return remainingNanos() == 0;
  }

  /**
   * Waits a moment between two looks at something that tells no news of its own.
   *
   * @return false when the deadline has passed or the thread was interrupted
   */
  boolean pause(Duration moment) {
    if (passed()) {
      return false;
    }
    try {
      Thread.sleep(Duration.ofNanos(Math.min(moment.toNanos(), remainingNanos())));
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
