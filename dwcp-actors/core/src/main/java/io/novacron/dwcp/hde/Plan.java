package io.novacron.dwcp.hde;

import java.util.Arrays;

/** Which page of one region is settled how. Used again for the next region. */
final class Plan {
  private final Level[] levels = new Level[Pages.PER_REGION];

  /** For {@link Level#COPY} which page it is a copy of. */
  private final long[] sources = new long[Pages.PER_REGION];

  private long start;
  private int length;
  private int pages;

  Plan() {
    Arrays.fill(levels, Level.LITERAL);
  }

  void begin(long regionStart, int regionLength) {
    start = regionStart;
    length = regionLength;
    pages = Pages.pieces(regionLength, Pages.PAGE);
    Arrays.fill(levels, 0, pages, Level.LITERAL);
  }

  int pages() {
    return pages;
  }

  long at(int page) {
    return start + (long) page * Pages.PAGE;
  }

  int length(int page) {
    return Math.min(Pages.PAGE, length - page * Pages.PAGE);
  }

  /**
   * Where a page begins, from the beginning of the region; of the page after the last one the end.
   */
  int offset(int page) {
    return Math.min(page * Pages.PAGE, length);
  }

  /** Where pages of {@code level} that begin with {@code page} end; {@code page} for none. */
  int endOf(int page, Level level) {
    int end = page;
    while (end < pages && levels[end] == level) {
      end++;
    }
    return end;
  }

  Level level(int page) {
    return levels[page];
  }

  boolean is(int page, Level level) {
    return levels[page] == level;
  }

  long source(int page) {
    return sources[page];
  }

  void settle(int page, Level level, long source) {
    levels[page] = level;
    sources[page] = source;
  }

  void settleAll(Level level) {
    Arrays.fill(levels, 0, pages, level);
  }

  boolean isAll(Level level) {
    for (int page = 0; page < pages; page++) {
      if (levels[page] != level) {
        return false;
      }
    }
    return true;
  }

  int bytes(Level level) {
    int sum = 0;
    for (int page = 0; page < pages; page++) {
      sum += levels[page] == level ? length(page) : 0;
    }
    return sum;
  }
}
