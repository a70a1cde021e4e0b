package io.novacron.dwcp.hde;

import java.util.Arrays;

/** Some hundred pages, by number, in order; small whatever the numbers are. Used again. */
final class PageSet {
  private int[] pages = new int[1 << 8];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return pages[index];
  }

  void add(int page) {
    int at = Arrays.binarySearch(pages, 0, size, page);
    if (at >= 0) {
      return;
    }
    if (size == pages.length) {
      pages = Arrays.copyOf(pages, size * 2);
    }
    int free = -at - 1;
    System.arraycopy(pages, free, pages, free + 1, size - free);
    pages[free] = page;
    size++;
  }

  /** The pages that some bytes lie in. */
  void addBytes(long from, long to) {
    for (long page = Math.max(0, from) / Pages.PAGE; page * Pages.PAGE < to; page++) {
      add((int) page);
    }
  }

  /** Where the run of successive pages ends that begins at {@code index}. */
  int endOfRun(int index) {
    int end = index + 1;
    while (end < size && pages[end] == pages[end - 1] + 1) {
      end++;
    }
    return end;
  }
}
