package io.novacron.hypervisor.sim;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The few threads on which all guests of a driver live; none as long as nobody needs one. */
final class Clockwork implements AutoCloseable {
  private final ScheduledThreadPoolExecutor threads;

  Clockwork(int threads) {
    this.threads =
        new ScheduledThreadPoolExecutor(
            threads, Thread.ofPlatform().daemon().name("simulator-", 0).factory());
    this.threads.setRemoveOnCancelPolicy(true);
  }

  /**
   * Runs {@code tick} again and again, {@code period} after the last one ended, until cancelled.
   */
  Future<?> every(Duration period, Runnable tick) {
    return threads.scheduleWithFixedDelay(
        tick, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Runs {@code action} once. */
  Future<?> after(Duration delay, Runnable action) {
    return threads.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
