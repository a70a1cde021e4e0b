package io.novacron.hypervisor.sim;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes between a migration and its reader, a bounded number of them: the writer waits for the
 * reader, and so takes its speed for that of the link. One writer, one reader.
 */
final class BoundedPipe implements ReadableByteChannel {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final byte[] ring;
  private final long stallNanos;
  private int head;
  private int size;
  private long readBytes;
  private long readNanos = System.nanoTime();
  private long waits;
  private boolean ended;
  private boolean open = true;
  private @Nullable String failure;

  /**
   * @param stall for which the writer waits for the reader to take anything
   */
  BoundedPipe(int capacityBytes, Duration stall) {
    this.ring = new byte[capacityBytes];
    this.stallNanos = stall.toNanos();
  }

  /**
   * Writes all of {@code source}, as fast as it is read.
   *
   * @throws IOException when the pipe failed, or nothing was read for too long
   */
  void write(ByteBuffer source) throws IOException {
    lock.lock();
    try {
      demandHealth();
      waits += source.remaining() > ring.length - size ? 1 : 0;
      while (source.hasRemaining()) {
        await(() -> size < ring.length);
        put(source);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more will be written. Waits until all of it has been read. */
  void end() throws IOException {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
      await(() -> size == 0);
    } finally {
      lock.unlock();
    }
  }

  /** Lets both ends fail with {@code reason}; the first one counts. */
  void fail(String reason) {
    lock.lock();
    try {
      failure = failure == null ? reason : failure;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for {@code duration}; fails when the pipe does, or nothing was read for too long. */
  void pause(Duration duration) throws IOException {
    lock.lock();
    try {
      long left = duration.toNanos();
      while (left > 0 && failure == null) {
        left = changed.awaitNanos(left);
      }
      if (size > 0) {
        demandReader();
      }
      demandHealth();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  /** Bytes that the reader has taken so far. */
  long readBytes() {
    lock.lock();
    try {
      return readBytes;
    } finally {
      lock.unlock();
    }
  }

  /** How often the writer had to wait for the reader. */
  long waits() {
    lock.lock();
    try {
      return waits;
    } finally {
      lock.unlock();
    }
  }

  /** Bytes that wait for the reader. */
  int waitingBytes() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    lock.lock();
    try {
      // Bounded by the writer's life: it writes, ends or fails.
      while (size == 0 && !ended && open && failure == null) {
        changed.await();
      }
      demandOpen();
      demandHealth();
      return size == 0 && ended ? -1 : take(target);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      var closed = new ClosedByInterruptException();
      closed.initCause(e);
      throw closed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isOpen() {
    lock.lock();
    try {
      return open;
    } finally {
      lock.unlock();
    }
  }

  /** The reader wants no more. Before the end, the writer fails by it. */
  @Override
  public void close() {
    lock.lock();
    try {
      open = false;
      if (!ended || size > 0) {
        fail("the reader of the migration stream closed it");
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void await(BooleanSupplier reached) throws IOException {
    try {
      while (!reached.getAsBoolean() && failure == null) {
        var _ = changed.awaitNanos(stallNanos);
        if (!reached.getAsBoolean()) {
          demandReader();
        }
      }
      demandHealth();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static InterruptedIOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    var interrupted = new InterruptedIOException("the migration was interrupted");
    interrupted.initCause(cause);
    return interrupted;
  }

  private void demandReader() {
    if (System.nanoTime() - readNanos >= stallNanos) {
      fail("the reader of the migration stream has taken nothing for too long");
    }
  }

  private void demandOpen() throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }

  private void demandHealth() throws IOException {
    if (failure != null) {
      throw new IOException(failure);
    }
  }

  private void put(ByteBuffer source) {
    int tail = (head + size) % ring.length;
    int count = Math.min(source.remaining(), Math.min(ring.length - size, ring.length - tail));
    source.get(ring, tail, count);
    size += count;
  }

  private int take(ByteBuffer target) {
    int count = Math.min(target.remaining(), Math.min(size, ring.length - head));
    target.put(ring, head, count);
    head = (head + count) % ring.length;
    size -= count;
    readBytes += count;
    readNanos = System.nanoTime();
    changed.signalAll();
    return count;
  }
}
