package io.novacron.dwcp.transfer;

import io.novacron.dwcp.transfer.TransferException.Kind;
import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What both sides of a transfer have in common: one lock, a condition for whatever changes, and an
 * end, of which the first one counts.
 */
final class Ending {
  /** For which a side that gives up tries to tell the other why. */
  static final Duration FAREWELL = Duration.ofMillis(300);

  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  final ReentrantLock lock = new ReentrantLock();
  final Condition changed = lock.newCondition();
  private boolean over;
  private @Nullable TransferException failure;
  private String peersReason = "";

  /** It went well. */
  void succeed() {
    end(null, "");
  }

  /** It did not; {@code reason} is told to the other side as well. */
  void fail(Kind kind, String reason, @Nullable Throwable cause) {
    end(new TransferException(kind, reason, cause), reason);
  }

  private void end(@Nullable TransferException why, String reason) {
    lock.lock();
    try {
      if (!over) {
        over = true;
        failure = why;
        peersReason = reason;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean over() {
    lock.lock();
    try {
      return over;
    } finally {
      lock.unlock();
    }
  }

  /** Why it failed; null while it runs and when it went well. */
  @Nullable TransferException failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** The reason to be told to the other side. */
  String reason() {
    lock.lock();
    try {
      return peersReason;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until {@code reached} or the end, which the transfer's watch sees to. */
  void await(BooleanSupplier reached) throws IOException {
    while (!await(() -> over || reached.getAsBoolean(), LOOK_NANOS)) {
      // Looks again; every change is signalled, so this is for the reader's peace of mind.
    }
  }

  /** Waits until {@code reached}, at most for {@code nanos}; whether it was reached. */
  boolean await(BooleanSupplier reached, long nanos) throws IOException {
    long until = System.nanoTime() + nanos;
    lock.lock();
    try {
      while (!reached.getAsBoolean() && until - System.nanoTime() > 0) {
        var _ = changed.awaitNanos(until - System.nanoTime());
      }
      return reached.getAsBoolean();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the end, or for {@code nanos}; whether it has ended. */
  boolean awaitEnd(long nanos) throws IOException {
    return await(() -> over, nanos);
  }

  /** The same for somebody who clears up and will not be kept from it. */
  void awaitPatiently(BooleanSupplier reached, long nanos) {
    try {
      await(reached, nanos);
    } catch (IOException _) {
      // No more patience.
    }
  }

  /** Lets everybody who waits look again. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for {@code thread} to end, not for ever. */
  static void join(Thread thread) {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes a channel that may be in use by a thread, which then ends. */
  static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // Whoever used it has been told by other means.
    }
  }
}
