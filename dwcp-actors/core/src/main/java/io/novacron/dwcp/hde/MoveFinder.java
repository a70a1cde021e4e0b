package io.novacron.dwcp.hde;

/**
 * Finds which bytes are anywhere in the base, by its blocks. Where something was found every offset
 * is looked up; where nothing was, pieces of a distance that grows, so that new content does not
 * cost much.
 */
final class MoveFinder {
  private static final int MOST_SKIPPED = 2048;

  /** Looking back further than this for where a move began is not worth it. */
  private static final int MOST_BACK = 8 << 10;

  private final Image image;
  private final BaseIndex base;

  private long start;
  private int begin;
  private int end;

  /** By how much what was found last has moved: what moves, moves together. */
  private long distance;

  private long found;

  /** How far to skip after the next offsets in vain; grows while nothing is found. */
  private int skip;

  MoveFinder(Image image, BaseIndex base) {
    this.image = image;
    this.base = base;
  }

  /**
   * Finds moves between two offsets of a region; the last one may go on behind that.
   *
   * @param plan of the region
   */
  void find(Plan plan, int from, int to, Moves moves) {
    start = plan.at(0);
    begin = from;
    end = to;
    int bound = plan.offset(plan.pages());
    for (int at = next(from); at < end; ) {
      long here = start + at;
      int forward = image.equalAfter(here, bound - at, base.image(), here + found);
      int most = Math.min(at - begin, MOST_BACK);
      int back = image.equalBefore(here, most, base.image(), here + found);
      moves.add(at - back, at + forward, found);
      distance = found;
      skip = 0;
      at = next(at + forward);
    }
  }

  /** The first offset at which something is found, or the end. */
  private int next(int from) {
    int step = base.blocks().distance();
    int misses = 0;
    int inVain = 0;
    for (int at = from; at <= end - Moves.SHORTEST; at++) {
      if (isFlat(at)) {
        continue;
      }
      if (goesOn(at) || isFound(at)) {
        return at;
      }
      misses++;
      inVain++;
      if (inVain > PageSorter.MOST_DELTA) {
        inVain = 0;
        misses = 0;
        at = (at / Pages.PAGE + 1) * Pages.PAGE - 1;
      } else if (misses == step) {
        misses = 0;
        skip = Math.min(MOST_SKIPPED, skip * 2 + step);
        at += skip;
      }
    }
    return end;
  }

  /** One value over and over is everywhere. */
  private boolean isFlat(int at) {
    return image.word(start + at) == image.word(start + at + 8);
  }

  /** After a few bytes that differ. */
  private boolean goesOn(int at) {
    long here = start + at;
    long there = here + distance;
    if (!base.image().holds(there, Moves.SHORTEST)
        || image.word(here) != base.image().word(there)
        || image.word(here + 8) != base.image().word(there + 8)) {
      return false;
    }
    found = distance;
    return true;
  }

  private boolean isFound(int at) {
    if (at > end - BlockIndex.BLOCK) {
      return false;
    }
    long here = start + at;
    long there = base.blocks().find(image, here);
    found = there - here;
    return there >= 0;
  }
}
