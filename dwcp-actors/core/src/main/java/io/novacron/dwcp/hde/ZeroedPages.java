package io.novacron.dwcp.hde;

import java.util.Arrays;
import java.util.BitSet;

/** Pages that a batch of a stream makes zero, and which of its other pages came before. */
final class ZeroedPages {
  private long[] addresses = new long[1 << 8];
  private long[] pages = new long[1 << 8];
  private int[] before = new int[1 << 8];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  void add(long address, long count, int pagesBefore) {
    if (follows(address, pagesBefore)) {
      pages[size - 1] += count;
      return;
    }
    if (size == before.length) {
      addresses = Arrays.copyOf(addresses, size * 2);
      pages = Arrays.copyOf(pages, size * 2);
      before = Arrays.copyOf(before, size * 2);
    }
    addresses[size] = address;
    pages[size] = count;
    before[size] = pagesBefore;
    size++;
  }

  private boolean follows(long address, int pagesBefore) {
    return size > 0
        && before[size - 1] == pagesBefore
        && addresses[size - 1] + pages[size - 1] * Pages.PAGE == address;
  }

  /** Bytes of all of them. */
  long bytes() {
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += pages[i] * Pages.PAGE;
    }
    return sum;
  }

  /** Makes those zero, from number {@code from} on, before which at most so many pages came. */
  int apply(int from, int pagesBefore, HeldMemory held) {
    int i = from;
    while (i < size && before[i] <= pagesBefore) {
      held.clear(addresses[i], pages[i]);
      i++;
    }
    return i;
  }

  void mark(BitSet numbers) {
    for (int i = 0; i < size; i++) {
      int first = (int) (addresses[i] / Pages.PAGE);
      numbers.set(first, first + (int) pages[i]);
    }
  }

  boolean isWithin(HeldMemory memory) {
    for (int i = 0; i < size; i++) {
      if (!memory.holds(addresses[i], pages[i])) {
        return false;
      }
    }
    return true;
  }
}
