package io.novacron.bench.corpus;

import java.util.Arrays;

/** Virtual memory that grows: addresses in a row, pages wherever they are. */
final class Region {
  private final Ram ram;
  private final long base;
  private int[] pages = new int[64];
  private int owned;
  private int end;

  Region(Ram ram, long base) {
    this.ram = ram;
    this.base = base;
  }

  /** Offset of {@code bytes} more, at a multiple of {@code alignment}. */
  int allocate(int bytes, int alignment) {
    int begin = (end + alignment - 1) / alignment * alignment;
    end = begin + bytes;
    while (owned * Ram.PAGE < end) {
      if (owned == pages.length) {
        pages = Arrays.copyOf(pages, 2 * owned);
      }
      pages[owned++] = ram.page();
    }
    return begin;
  }

  int size() {
    return end;
  }

  long address(int offset) {
    return base + offset;
  }

  long get(int offset) {
    return ram.get(at(offset));
  }

  /** At a multiple of 8. */
  void put(int offset, long value) {
    ram.put(at(offset), value);
  }

  void put(int offset, byte[] bytes) {
    int done = 0;
    while (done < bytes.length) {
      int room = Ram.PAGE - (offset + done) % Ram.PAGE;
      int count = Math.min(room, bytes.length - done);
      ram.put(at(offset + done), bytes, done, count);
      done += count;
    }
  }

  private int at(int offset) {
    return pages[offset / Ram.PAGE] + offset % Ram.PAGE;
  }
}
