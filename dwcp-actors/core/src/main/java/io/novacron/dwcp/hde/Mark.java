package io.novacron.dwcp.hde;

/**
 * Tells bases apart: a number that says which bytes a base has. Guards against the wrong one by
 * mistake; what comes out is proved by digests.
 */
final class Mark {
  static final int NONE = 0;

  private Mark() {}

  static int of(Image base) {
    long mixed = base.size();
    for (int page = 0; page < Pages.pieces(base.size(), Pages.PAGE); page++) {
      mixed = mix(mixed, hash(base, page));
    }
    return mark(mixed);
  }

  /** As {@link #of(Image)}, with the hash of each page. */
  static int of(long size, long[] hashes) {
    long mixed = size;
    for (long hash : hashes) {
      mixed = mix(mixed, hash);
    }
    return mark(mixed);
  }

  private static long mix(long mixed, long hash) {
    return (Long.rotateLeft(mixed, 23) ^ hash) * 0x9E3779B97F4A7C15L;
  }

  private static int mark(long mixed) {
    int mark = (int) (mixed >>> 32);
    return mark == NONE ? 1 : mark;
  }

  /** Of each page, the last one as long as it is. */
  static long[] hashes(Image image) {
    long[] hashes = new long[Pages.pieces(image.size(), Pages.PAGE)];
    for (int page = 0; page < hashes.length; page++) {
      hashes[page] = hash(image, page);
    }
    return hashes;
  }

  private static long hash(Image image, int page) {
    long at = (long) page * Pages.PAGE;
    return image.hash(at, (int) Math.min(Pages.PAGE, image.size() - at));
  }
}
