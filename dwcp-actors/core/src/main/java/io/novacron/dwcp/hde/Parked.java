package io.novacron.dwcp.hde;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Frames that need a region which has not come yet: one a region at most, within a bound. */
final class Parked {
  /** What keeping a frame takes beside its payload, about; bytes. */
  private static final long OVERHEAD = 200;

  private final long most;
  private final Map<Integer, Frame> frames = new HashMap<>();
  private final Map<Integer, List<Integer>> waiting = new HashMap<>();
  private long bytes;

  Parked(long most) {
    this.most = most;
  }

  /** Keeps a copy until region {@code needed} is there; not if there are too many. */
  void put(Frame frame, int needed) {
    long size = frame.payload().remaining() + OVERHEAD;
    if (frames.containsKey(frame.region()) || bytes + size > most) {
      return;
    }
    var payload = new byte[frame.payload().remaining()];
    frame.payload().duplicate().get(payload);
    var kept = new Frame(frame.type(), frame.region(), frame.mark(), ByteBuffer.wrap(payload));
    frames.put(frame.region(), kept);
    waiting.computeIfAbsent(needed, region -> new ArrayList<>()).add(frame.region());
    bytes += size;
  }

  /** Those that waited for {@code region}; they are no longer kept. */
  List<Frame> release(int region) {
    List<Frame> released = new ArrayList<>();
    List<Integer> regions = waiting.remove(region);
    for (int next : regions == null ? List.<Integer>of() : regions) {
      Frame frame = frames.remove(next);
      if (frame != null) {
        bytes -= frame.payload().remaining() + OVERHEAD;
        released.add(frame);
      }
    }
    return released;
  }
}
