package io.novacron.dwcp.hde;

import java.util.BitSet;

/** The level for what is like some other place of the base: tells pages that have moved. */
final class MovedSorter {
  private final Image image;
  private final Image base;
  private final Relatives relatives;
  private long last;

  MovedSorter(Image image, BaseIndex base) {
    this.image = image;
    this.base = base.image();
    relatives = new Relatives(image, base);
  }

  /** Settles literal pages of {@code plan} that are cheap as a delta against where they were. */
  void sort(Plan plan, Delta delta) {
    relatives.find(plan);
    for (int page = 0; page < plan.pages(); page++) {
      if (plan.is(page, Level.LITERAL)) {
        sort(plan, page, delta);
      }
    }
  }

  /** Whether anything of a page that was left is in the base. */
  boolean isRelated(int page) {
    return relatives.isRelated(page);
  }

  /**
   * Writes which pages of the base what is still literal is compressed against, and those pages.
   */
  void window(Plan plan, Bytes script, Bytes dictionary) {
    BitSet window = relatives.window(plan, RegionScript.MOST_WINDOW);
    RegionScript.window(plan, window, script);
    for (int page = window.nextSetBit(0); page >= 0; page = window.nextSetBit(page + 1)) {
      dictionary.put(base, (long) page * Pages.PAGE, Pages.PAGE);
    }
  }

  private void sort(Plan plan, int page, Delta delta) {
    long first = relatives.move(page, 0);
    long second = relatives.move(page, 1);
    boolean settled =
        settles(plan, page, delta, first)
            || (second != first && settles(plan, page, delta, second))
            || (last != first && last != second && settles(plan, page, delta, last));
    if (settled) {
      last = plan.source(page);
    }
  }

  private boolean settles(Plan plan, int page, Delta delta, long move) {
    long at = plan.at(page);
    int length = plan.length(page);
    if (move == Relatives.NONE
        || !base.holds(at + move, length)
        || delta.add(image, at, length, base, at + move, PageSorter.MOST_DELTA) < 0) {
      return false;
    }
    plan.settle(page, Level.SIMILAR, move);
    return true;
  }
}
