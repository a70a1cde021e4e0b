package io.novacron.dwcp.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Sources and sinks that behave in some way, good or bad. */
final class Channels {
  private Channels() {}

  /** Gives the bytes of an array. */
  static ReadableByteChannel source(byte[] bytes) {
    return java.nio.channels.Channels.newChannel(new java.io.ByteArrayInputStream(bytes));
  }

  /** Gives the bytes of an array, and then nothing until {@code release}, and then the end. */
  static final class Quiet implements ReadableByteChannel {
    private final ByteBuffer bytes;
    private final CountDownLatch release = new CountDownLatch(1);

    Quiet(byte[] bytes) {
      this.bytes = ByteBuffer.wrap(bytes);
    }

    void release() {
      release.countDown();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      if (!bytes.hasRemaining()) {
        await();
        return -1;
      }
      int count = Math.min(target.remaining(), bytes.remaining());
      target.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      return count;
    }

    private void await() throws IOException {
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new IOException("interrupted", e);
      }
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      release.countDown();
    }
  }

  /** Keeps what it is given, at a rate or at none. */
  static final class Sink implements WritableByteChannel {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final long bytesPerSecond;
    private long nextNanos = System.nanoTime();
    private volatile boolean open = true;
    private volatile boolean stuck;

    Sink(long bytesPerSecond) {
      this.bytesPerSecond = bytesPerSecond;
    }

    static Sink fast() {
      return new Sink(Long.MAX_VALUE);
    }

    /** From now on takes nothing. */
    void stick() {
      stuck = true;
    }

    synchronized byte[] bytes() {
      return bytes.toByteArray();
    }

    synchronized int size() {
      return bytes.size();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      if (!open) {
        throw new ClosedChannelException();
      }
      if (stuck) {
        return 0;
      }
      int count = Math.min(16 * 1024, source.remaining());
      pace(count);
      var piece = new byte[count];
      source.get(piece);
      synchronized (this) {
        bytes.write(piece);
      }
      return count;
    }

    private void pace(int count) {
      nextNanos = Math.max(nextNanos, System.nanoTime()) + (long) (count * 1e9 / bytesPerSecond);
      while (open && nextNanos - System.nanoTime() > 0) {
        LockSupport.parkNanos(nextNanos - System.nanoTime());
      }
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
