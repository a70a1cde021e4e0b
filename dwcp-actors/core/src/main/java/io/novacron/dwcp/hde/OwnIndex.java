package io.novacron.dwcp.hde;

/**
 * Where in what was already sent of an image itself some bytes are, at any offset: as {@link
 * BlockIndex}, but it grows, and newer blocks take the place of older ones, so that it is never
 * more than 40 MiB.
 */
final class OwnIndex {
  private static final int DISTANCE = 128;

  private static final int MOST_BLOCKS = 1 << 22;

  private static final long NONE = Long.MIN_VALUE;

  /** Shorter finds are of what is everywhere, and are not worth a page to compress against. */
  private static final int SHORTEST = 64;

  /** Of a page, short ones included. */
  private static final int MOST_FINDS = 3;

  /** Around what was found, bytes that are probably related as well. */
  private static final int MARGIN = 512;

  private final Image image;
  private final HashFilter filter;

  /** Block number + 1; 0 for none. */
  private final int[] slots;

  OwnIndex(Image image) {
    this.image = image;
    filter = new HashFilter((int) Math.min(MOST_BLOCKS, image.size() / DISTANCE));
    slots = new int[filter.slots()];
  }

  /** Adds the pages of {@code level}. */
  void add(Plan plan, Level level) {
    for (int page = 0; page < plan.pages(); page++) {
      if (plan.is(page, level) && plan.at(page) < (long) Integer.MAX_VALUE * DISTANCE) {
        add(plan.at(page), plan.length(page));
      }
    }
  }

  private void add(long at, int length) {
    for (int i = 0; i <= length - BlockIndex.BLOCK; i += DISTANCE) {
      if (!BlockIndex.isFlat(image, at + i)) {
        long hash = BlockIndex.hash(image, at + i);
        filter.add(hash);
        slots[filter.slot(hash)] = (int) ((at + i) / DISTANCE) + 1;
      }
    }
  }

  /** Adds the pages of earlier regions that {@code page} looks related to. */
  void relate(Plan plan, int page, PageSet window) {
    long there = origin(plan, page);
    if (there != NONE) {
      window.addBytes(there - MARGIN, Math.min(plan.at(0), there + Pages.PAGE + MARGIN));
    }
  }

  /** Whether {@code page} looks related to anything in earlier regions. */
  boolean isRelated(Plan plan, int page) {
    return origin(plan, page) != NONE;
  }

  /** Where all of the page would be if it had moved as the piece that was found has. */
  private long origin(Plan plan, int page) {
    long at = plan.at(page);
    int finds = 0;
    for (int i = 0;
        finds < MOST_FINDS && i < DISTANCE && i <= plan.length(page) - BlockIndex.BLOCK;
        i++) {
      long there = BlockIndex.isFlat(image, at + i) ? -1 : find(at + i);
      finds += there >= 0 ? 1 : 0;
      if (there >= 0 && isLong(at + i, there)) {
        return there - i;
      }
    }
    return NONE;
  }

  private boolean isLong(long at, long there) {
    int most = (int) Math.min(Pages.PAGE, image.size() - at);
    return image.equalAfter(at, most, image, there)
            + image.equalBefore(at, (int) Math.min(at, Pages.PAGE), image, there)
        >= SHORTEST;
  }

  private long find(long at) {
    long hash = BlockIndex.hash(image, at);
    if (!filter.mayHave(hash)) {
      return -1;
    }
    long there = (long) (slots[filter.slot(hash)] - 1) * DISTANCE;
    return there >= 0 && image.equal(at, BlockIndex.BLOCK, image, there) ? there : -1;
  }
}
