package io.novacron.dwcp.transfer;

import io.novacron.dwcp.hde.ZstdCount;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Counts what zstd alone would make of a stream, on a thread of its own so that nobody waits for
 * it. What comes while it is busy is left out: how much was counted is counted, too.
 */
final class ZstdPeer implements AutoCloseable {
  private static final int MOST_WAITING = 4;
  private static final long FAREWELL_MILLIS = 500;

  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final ZstdCount count = new ZstdCount();
  private final Thread thread;
  private volatile boolean closed;

  ZstdPeer() {
    thread = Thread.ofPlatform().daemon().name("zstd-count").start(this::run);
  }

  /** Has a look at what remains in {@code raw}, which is left as it was. */
  void offer(ByteBuffer raw) {
    if (waiting.remainingCapacity() > 0) {
      byte[] bytes = new byte[raw.remaining()];
      raw.get(raw.position(), bytes);
      var _ = waiting.offer(bytes);
    }
  }

  private void run() {
    try (count) {
      while (!closed || !waiting.isEmpty()) {
        byte[] next = waiting.poll(20, TimeUnit.MILLISECONDS);
        if (next != null) {
          count.add(next);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  ZstdCount.Figures count() {
    return count.figures();
  }

  /** Waits a little for what is still to be counted. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(FAREWELL_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
