package io.novacron.dwcp.amst;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts frames that came over several connections in order again. Bounded in frames and in bytes by
 * what the receiver has told the sender; a sender that keeps to it never meets the bound, so
 * whatever does not fit is refused, not waited for.
 *
 * @param <T> what is kept
 */
public final class ReorderBuffer<T> {
  private record Early<T>(T item, int bytes) {}

  private final Map<Long, Early<T>> early = new HashMap<>();
  private final int capacityFrames;
  private final long capacityBytes;
  private long next;
  private long bytes;

  /**
   * @param capacityFrames how far ahead of the next frame another may be, at least 1
   * @param capacityBytes how many bytes may wait at once
   */
  public ReorderBuffer(int capacityFrames, long capacityBytes) {
    this.capacityFrames = capacityFrames;
    this.capacityBytes = capacityBytes;
  }

  /**
   * Keeps one frame.
   *
   * @param frameBytes what it counts for, not negative
   * @return false when it was here before, as after a connection that broke with its frames unacked
   * @throws AmstProtocolException when it is beyond what may wait
   */
  public boolean offer(long sequence, T item, int frameBytes) throws AmstProtocolException {
    if (sequence < next || early.containsKey(sequence)) {
      return false;
    }
    if (sequence >= next + capacityFrames || bytes + frameBytes > capacityBytes) {
      throw new AmstProtocolException("frame " + sequence + " is beyond the window at " + next);
    }
    early.put(sequence, new Early<>(item, frameBytes));
    bytes += frameBytes;
    return true;
  }

  /** The next frame in order, or null while it is missing. */
  public @Nullable T poll() {
    var found = early.remove(next);
    if (found == null) {
      return null;
    }
    next++;
    bytes -= found.bytes();
    return found.item();
  }

  /** Whether {@link #poll} has something to give. */
  public boolean ready() {
    return early.containsKey(next);
  }

  /** Sequence number of the frame that {@link #poll} gives next. */
  public long next() {
    return next;
  }

  /** Bytes that wait. */
  public long bytes() {
    return bytes;
  }
}
