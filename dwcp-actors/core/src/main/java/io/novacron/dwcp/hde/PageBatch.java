package io.novacron.dwcp.hde;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;

/**
 * The pages of a guest's stream that are sent at once, and which it makes zero in between. Used
 * again.
 */
final class PageBatch {
  private final MemorySegment room;
  private final Image pages;
  private final long[] addresses = new long[Pages.PER_REGION];
  private final ZeroedPages zeroed = new ZeroedPages();
  private int count;

  PageBatch(Arena arena) {
    room = arena.allocate(Pages.REGION, Pages.PAGE);
    pages = Image.of(room);
  }

  void clear() {
    count = 0;
    zeroed.clear();
  }

  /** The pages side by side, and what earlier pieces have left behind them. */
  Image pages() {
    return pages;
  }

  int count() {
    return count;
  }

  boolean isFull() {
    return count == addresses.length;
  }

  long[] addresses() {
    return addresses;
  }

  /** Bytes of its pages. */
  int length() {
    return count * Pages.PAGE;
  }

  /** Tells what its pages are; for finding out whether they came out right. */
  long hash() {
    return pages.hash(0, length());
  }

  ZeroedPages zeroed() {
    return zeroed;
  }

  void add(long address, byte[] from, int at) {
    MemorySegment.copy(from, at, room, ValueLayout.JAVA_BYTE, length(), Pages.PAGE);
    expect(address);
  }

  /** A page whose bytes are still to come. */
  void expect(long address) {
    addresses[count++] = address;
  }

  void zero(long address, long pageCount) {
    zeroed.add(address, pageCount, count);
  }

  /** Marks all pages of memory that it speaks of, by their numbers. */
  void mark(BitSet numbers) {
    for (int i = 0; i < count; i++) {
      numbers.set((int) (addresses[i] / Pages.PAGE));
    }
    zeroed.mark(numbers);
  }

  /** Whether all that it speaks of is held there. */
  boolean isWithin(HeldMemory memory) {
    for (int i = 0; i < count; i++) {
      if (!memory.holds(addresses[i], 1)) {
        return false;
      }
    }
    return zeroed.isWithin(memory);
  }
}
