package io.novacron.dwcp.hde;

import org.jspecify.annotations.Nullable;

/**
 * Levels that look at one page by itself. Each settles what it can of what those before it left;
 * what nobody settles stays {@link Level#LITERAL}.
 */
final class PageSorter {
  /** A delta of more than this many bytes is left to what looks elsewhere, or compresses. */
  static final int MOST_DELTA = Pages.PAGE / 8;

  /** One of at most this many bytes is not worth looking for a better one. */
  private static final int CHEAP_DELTA = 128;

  private final Image image;
  private final @Nullable BaseIndex base;
  private final Delta trial = new Delta();
  private final PageIndex own = new PageIndex();
  private long expected = Origin.base(0);

  PageSorter(Image image, @Nullable BaseIndex base) {
    this.image = image;
    this.base = base;
  }

  /** What came earlier is not there any more. */
  void forget() {
    own.clear();
    expected = Origin.base(0);
  }

  /** Pages that are as they are at that address in the base. */
  void same(Plan plan) {
    if (base == null) {
      return;
    }
    for (int page = 0; page < plan.pages(); page++) {
      if (isSame(base.image(), plan.at(page), plan.length(page))) {
        plan.settle(page, Level.SAME, 0);
      }
    }
  }

  /** Pages of nothing but zeros. */
  void zero(Plan plan) {
    for (int page = 0; page < plan.pages(); page++) {
      if (plan.is(page, Level.LITERAL) && image.isZero(plan.at(page), plan.length(page))) {
        plan.settle(page, Level.ZERO, 0);
      }
    }
  }

  /** Pages that are elsewhere in the base, or came earlier. */
  void copies(Plan plan) {
    for (int page = 0; page < plan.pages(); page++) {
      if (plan.is(page, Level.LITERAL) && plan.length(page) == Pages.PAGE) {
        long origin = origin(plan.at(page));
        if (origin >= 0) {
          plan.settle(page, Level.COPY, origin);
          expected = Origin.next(origin);
        }
      }
    }
  }

  /** Pages of which very few bytes differ from the base at that address. */
  void deltas(Plan plan) {
    if (base == null) {
      return;
    }
    for (int page = 0; page < plan.pages(); page++) {
      if (plan.is(page, Level.LITERAL)) {
        difference(plan, page, base.image());
      }
    }
  }

  private boolean isSame(Image before, long at, int length) {
    return before.holds(at, length) && image.equal(at, length, before, at);
  }

  /** Of the page at {@code at}; -1 if it is new, which is noted. */
  private long origin(long at) {
    if (isAt(expected, at)) {
      return expected;
    }
    int key = BaseIndex.key(image.hash(at, Pages.PAGE));
    if (base != null) {
      long there = Origin.base(base.pages().find(key));
      if (isAt(there, at)) {
        return there;
      }
    }
    long here = Origin.own(own.find(key));
    if (isAt(here, at)) {
      return here;
    }
    own.add(key, (int) (at / Pages.PAGE));
    return -1;
  }

  /** Of the image itself only what came before, and is not a copy: the index has no other. */
  private boolean isAt(long origin, long at) {
    if (origin < 0) {
      return false;
    }
    long there = Origin.page(origin) * Pages.PAGE;
    if (!Origin.isOwn(origin)) {
      return base != null
          && base.image().holds(there, Pages.PAGE)
          && image.equal(at, Pages.PAGE, base.image(), there);
    }
    return there < at && image.equal(at, Pages.PAGE, image, there);
  }

  private void difference(Plan plan, int page, Image before) {
    long at = plan.at(page);
    int length = plan.length(page);
    trial.clear();
    if (before.holds(at, length) && trial.add(image, at, length, before, at, CHEAP_DELTA) >= 0) {
      plan.settle(page, Level.DELTA, 0);
    }
  }
}
