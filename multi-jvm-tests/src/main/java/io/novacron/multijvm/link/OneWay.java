package io.novacron.multijvm.link;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One direction of a link: bytes leave one after the other at its rate and arrive after its delay.
 * Works by reckoning when a piece would have left, not by waiting for it, so late wake-ups do not
 * add up; only who would overfill the buffer has to wait.
 */
final class OneWay {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private final LongAdder carriedBytes = new LongAdder();
  private final double nanosPerByte;
  private final long delayNanos;
  private final long backlogNanos;
  private long freeNanos = System.nanoTime();
  private long extraNanos;
  private long heldSinceNanos;
  private boolean held;
  private boolean cut;
  private boolean closed;

  OneWay(LinkProfile profile) {
    this.nanosPerByte = 1e9 / profile.bytesPerSecond();
    this.delayNanos = profile.rtt().toNanos() / 2;
    this.backlogNanos = (long) (profile.bufferBytes() * nanosPerByte);
  }

  /**
   * Puts a piece onto the link, once the buffer has room for it.
   *
   * @return when it arrives, {@link System#nanoTime}
   */
  long enter(int bytes) throws InterruptedException {
    lock.lock();
    try {
      awaitRoom();
      long now = System.nanoTime();
      freeNanos = Math.max(freeNanos, now) + (long) (bytes * nanosPerByte);
      carriedBytes.add(bytes);
      return freeNanos + delayNanos + extraNanos;
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom() throws InterruptedException {
    while (!closed && (held || freeNanos - System.nanoTime() > backlogNanos)) {
      long wait = held ? 100_000_000 : freeNanos - System.nanoTime() - backlogNanos;
      var _ = changed.awaitNanos(wait);
    }
  }

  /** Waits until {@code dueNanos}, and as long as the link is held. */
  void awaitArrival(long dueNanos) throws InterruptedException {
    lock.lock();
    try {
      while (!closed && !cut && (held || dueNanos - System.nanoTime() > 0)) {
        var _ = changed.awaitNanos(held ? 100_000_000 : dueNanos - System.nanoTime());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing moves until {@link #release}. */
  void hold() {
    lock.lock();
    try {
      held = true;
      heldSinceNanos = System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  /** Goes on where it was held; what was to leave meanwhile leaves now, at the link's rate. */
  void release() {
    lock.lock();
    try {
      if (held) {
        held = false;
        freeNanos += System.nanoTime() - heldSinceNanos;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** From now on what is put onto the link arrives that much later than its profile says. */
  void delay(Duration longer) {
    lock.lock();
    try {
      extraNanos = longer.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody wait for bytes that are not to arrive any more. */
  void cut(boolean value) {
    lock.lock();
    try {
      cut = value;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets everybody go. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Bytes that were put onto the link. */
  long carriedBytes() {
    return carriedBytes.sum();
  }
}
