package io.novacron.dwcp.transfer;

import io.novacron.dwcp.amst.AmstProtocolException;
import io.novacron.dwcp.amst.Frame;
import io.novacron.dwcp.amst.FrameCodec;
import io.novacron.dwcp.hde.TheirPages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sender's question for the hashes of an image, and what has come of the answer. Guarded by the
 * transfer's lock.
 */
final class Question {
  /** Then everything is sent: the guest waits to be moved. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Ending ending;
  private final BitSet parts = new BitSet();
  private long[] hashes = {};
  private @Nullable String asked;
  private boolean said;
  private boolean over;
  private int got;

  Question(Ending ending) {
    this.ending = ending;
  }

  /** Asks, and waits; none if they do not come in time. */
  long[] ask(String baseId) throws IOException {
    ending.lock.lock();
    try {
      asked = baseId;
      ending.changed.signalAll();
      ending.await(() -> over || ending.over(), PATIENCE_NANOS);
      long[] all = over ? hashes : new long[0];
      over = true;
      hashes = new long[0];
      return all;
    } finally {
      ending.lock.unlock();
    }
  }

  /** Whether there is something to say. */
  boolean isWaiting() {
    return asked != null && !said && !over;
  }

  /** What is to be said. */
  @Nullable ByteBuffer take() {
    said = true;
    return asked == null ? null : FrameCodec.encode(new Frame.Want(asked));
  }

  /** A part of the answer; one that comes too late is of no use, nor are more than fit. */
  void answered(Frame.Have have) throws AmstProtocolException {
    if (!have.baseId().equals(asked)) {
      throw new AmstProtocolException("hashes that were not asked for");
    }
    if (!over) {
      note(have);
      ending.changed.signalAll();
    }
  }

  private void note(Frame.Have have) throws AmstProtocolException {
    int total = have.totalPages() > TheirPages.MOST ? 0 : have.totalPages();
    if (parts.isEmpty()) {
      hashes = new long[total];
    }
    if (total != hashes.length) {
      throw new AmstProtocolException("hashes of another number of pages than before");
    }
    if (total > 0 && !parts.get(have.firstPage())) {
      parts.set(have.firstPage());
      int count = have.hashes().remaining() / Long.BYTES;
      have.hashes().asLongBuffer().get(hashes, have.firstPage(), count);
      got += count;
    }
    over = got == total;
  }
}
