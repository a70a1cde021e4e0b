package io.novacron.dwcp.amst;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The sender's books: frames that have been read from the source and are not yet known to be in the
 * sink, which connection carries which, and which wait for one. The lowest number goes first, so
 * what a broken connection has left behind is sent again before anything new.
 */
public final class SendLedger {
  private static final int NO_STREAM = -1;

  private final InFlightWindow window;
  private final int frameBytes;
  private final ArrayDeque<Entry> unacked = new ArrayDeque<>();
  private final Queue<Entry> waiting =
      new PriorityQueue<>(Comparator.comparingLong(e -> e.sequence));
  private long nextSequence;
  private long ackedSequence;
  private long rawInFlight;
  private long wireInFlight;
  private long peakRawInFlight;
  private long deliveredRawBytes;

  private static final class Entry {
    final long sequence;
    final ByteBuffer frame;
    final int rawBytes;
    int stream = NO_STREAM;
    int sendings;
    InFlightWindow.@Nullable Mark mark;

    Entry(long sequence, ByteBuffer frame, int rawBytes) {
      this.sequence = sequence;
      this.frame = frame;
      this.rawBytes = rawBytes;
    }
  }

  /**
   * @param window how much may be in flight
   * @param frameBytes most raw bytes in a frame
   */
  public SendLedger(InFlightWindow window, int frameBytes) {
    this.window = window;
    this.frameBytes = frameBytes;
  }

  /**
   * How many raw bytes may be read from the source now, 0 when none; smaller pieces while the
   * window is small, so that a slow link is not held by one large frame.
   */
  public int readableBytes(long nowNanos) {
    long piece = Math.min(frameBytes, Math.max(16 * 1024, window.rawBytes() / 16));
    boolean room =
        unacked.isEmpty()
            || (rawInFlight + piece <= window.rawBytes()
                && wireInFlight < window.wireBytes()
                && unacked.size() < Frame.MAX_FRAMES_IN_FLIGHT - 1);
    if (!room) {
      window.heldBack(nowNanos);
    }
    return room ? (int) piece : 0;
  }

  /** Number of the next frame to be {@linkplain #append appended}. */
  public long nextSequence() {
    return nextSequence;
  }

  /**
   * A frame wants to be sent.
   *
   * @param frame as it goes over the wire, numbered {@link #nextSequence}
   * @param rawBytes what it stands for
   */
  public void append(ByteBuffer frame, int rawBytes) {
    var entry = new Entry(nextSequence++, frame, rawBytes);
    unacked.add(entry);
    waiting.add(entry);
    rawInFlight += rawBytes;
    wireInFlight += frame.remaining();
    peakRawInFlight = Math.max(peakRawInFlight, rawInFlight);
  }

  /** The next frame for connection {@code stream} to send, ready to be read; null if none waits. */
  public @Nullable ByteBuffer take(int stream, long nowNanos) {
    while (true) {
      var entry = waiting.poll();
      if (entry == null) {
        return null;
      }
      // What was sent again may have arrived at the first try.
      if (entry.sequence >= ackedSequence) {
        entry.stream = stream;
        entry.sendings++;
        entry.mark = window.sent(nowNanos);
        return entry.frame.duplicate();
      }
    }
  }

  /** Whether a frame waits for a connection. */
  public boolean waiting() {
    return !waiting.isEmpty();
  }

  /** Connection {@code stream} is gone: all that it carried waits for another. */
  public void lost(int stream) {
    for (var entry : unacked) {
      if (entry.stream == stream) {
        entry.stream = NO_STREAM;
        waiting.add(entry);
      }
    }
  }

  /**
   * The receiver's cumulative word.
   *
   * @return whether it told anything new
   * @throws AmstProtocolException when it speaks of frames that were never sent
   */
  public boolean acked(Frame.Ack ack, long nowNanos) throws AmstProtocolException {
    if (ack.nextSequence() > nextSequence) {
      throw new AmstProtocolException("acknowledged what was not sent: " + ack.nextSequence());
    }
    Entry last = null;
    while (!unacked.isEmpty() && unacked.getFirst().sequence < ack.nextSequence()) {
      last = unacked.removeFirst();
      arrived(last);
    }
    if (last == null) {
      return false;
    }
    ackedSequence = ack.nextSequence();
    // Karn: which of two sendings arrived is not known.
    if (last.sendings == 1 && last.mark != null) {
      window.measure(last.mark, ack.receiverNanos(), nowNanos);
    }
    return true;
  }

  private void arrived(Entry entry) {
    rawInFlight -= entry.rawBytes;
    wireInFlight -= entry.frame.remaining();
    deliveredRawBytes += entry.rawBytes;
    window.arrived(entry.rawBytes, entry.frame.remaining());
  }

  /** Whether everything appended is in the sink. */
  public boolean settled() {
    return unacked.isEmpty();
  }

  /** Raw bytes that have been appended and are not known to be in the sink. */
  public long inFlightBytes() {
    return rawInFlight;
  }

  /** The most that {@link #inFlightBytes} has ever been. */
  public long peakInFlightBytes() {
    return peakRawInFlight;
  }

  /** Raw bytes known to be in the sink. */
  public long deliveredBytes() {
    return deliveredRawBytes;
  }
}
