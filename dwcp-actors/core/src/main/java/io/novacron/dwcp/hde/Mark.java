package io.novacron.dwcp.hde;

/**
 * Tells bases apart: a number that says which bytes a base has. Guards against the wrong one by
 * mistake; what comes out is proved by digests.
 */
final class Mark {
  static final int NONE = 0;

  private Mark() {}

  static int of(Image base) {
    return of(base.size(), hashes(base));
  }

  /** As {@link #of(Image)}, with the hash of each page. */
  static int of(long size, long[] hashes) {
    long mixed = size;
    for (long hash : hashes) {
      mixed = (Long.rotateLeft(mixed, 23) ^ hash) * 0x9E3779B97F4A7C15L;
    }
    int mark = (int) (mixed >>> 32);
    return mark == NONE ? 1 : mark;
  }

  /** Of each page, the last one as long as it is. */
  static long[] hashes(Image image) {
    long[] hashes = new long[Pages.pieces(image.size(), Pages.PAGE)];
    for (int page = 0; page < hashes.length; page++) {
      long at = (long) page * Pages.PAGE;
      hashes[page] = image.hash(at, (int) Math.min(Pages.PAGE, image.size() - at));
    }
    return hashes;
  }
}
