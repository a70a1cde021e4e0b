package io.novacron.dwcp.hde;

/** Where a page to copy is: its number, and whether in the base or in the image itself. */
final class Origin {
  private Origin() {}

  static long base(long page) {
    return page << 1;
  }

  static long own(long page) {
    return page << 1 | 1;
  }

  static boolean isOwn(long origin) {
    return (origin & 1) != 0;
  }

  static long page(long origin) {
    return origin >>> 1;
  }

  /** What comes after {@code origin}, which is what one expects next. */
  static long next(long origin) {
    return origin + 2;
  }
}
