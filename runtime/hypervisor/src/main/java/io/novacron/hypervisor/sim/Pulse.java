package io.novacron.hypervisor.sim;

import io.novacron.hypervisor.Heartbeats;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives a machine time: a beat and a piece of work, again and again, as long as it is to live and
 * needs any. All but the beats' readers come with the guest's lock held.
 */
final class Pulse {
  /** Share of a beat that the workload may take of a thread which it shares with others. */
  private static final int BUDGET_DIVISOR = 4;

  private final Machine machine;
  private final ReentrantLock lock;
  private final Clockwork clockwork;
  private final SimulatedSettings settings;
  private final Consumer<String> onCrash;
  private final BeatCounter beats = new BeatCounter();
  private @Nullable Future<?> ticking;
  private long lastNanos;
  private long cpuNanos;

  /**
   * @param lock of the guest, taken by every tick
   * @param onCrash told without the lock when the machine failed, and why
   */
  Pulse(
      Machine machine,
      ReentrantLock lock,
      Clockwork clockwork,
      SimulatedSettings settings,
      Consumer<String> onCrash) {
    this.machine = machine;
    this.lock = lock;
    this.clockwork = clockwork;
    this.settings = settings;
    this.onCrash = onCrash;
  }

  /** The machine is to live, or to stand still. */
  void live(boolean alive) {
    boolean ticks = alive && !machine.isIdle();
    if (ticks && ticking == null) {
      lastNanos = System.nanoTime();
      ticking = clockwork.every(settings.beat(), this::tick);
    } else if (!ticks && ticking != null) {
      ticking.cancel(false);
      ticking = null;
    }
  }

  Heartbeats heartbeats() {
    return machine.hasHeartbeat() ? beats : Heartbeats.NONE;
  }

  /** Time that the machine has used on this host. */
  long cpuNanos() {
    return cpuNanos;
  }

  private void tick() {
    try {
      lock.lock();
      try {
        // A tick that was under way when the machine was stopped comes too late.
        if (ticking != null) {
          beatAndWork();
        }
      } finally {
        lock.unlock();
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      onCrash.accept("crashed: " + e);
    }
  }

  private void beatAndWork() {
    long now = System.nanoTime();
    if (machine.hasHeartbeat()) {
      machine.beat();
      beats.beat(now);
    }
    machine.run(now - lastNanos, settings.beat().toNanos() / BUDGET_DIVISOR);
    lastNanos = now;
    cpuNanos += System.nanoTime() - now;
    live(true);
  }
}
