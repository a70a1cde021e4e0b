package io.novacron.dwcp.hde;

/** Finds pages of what is held, also those that came since. */
final class HeldIndex {
  /** Entries; beyond them pages are not found elsewhere. 16 MiB of the heap. */
  static final int MOST_ENTRIES = (1 << 20) - 1;

  private final Image all;
  private final PageIndex pages = new PageIndex();

  /**
   * Makes one.
   *
   * @param known whether anything was held from the beginning
   */
  HeldIndex(HeldMemory memory, boolean known) {
    all = memory.image();
    for (long at = HeldImages.MARGIN; known && at < all.size() && hasRoom(); at += Pages.PAGE) {
      pages.add(key(all, at), (int) (at / Pages.PAGE));
    }
  }

  private boolean hasRoom() {
    return pages.size() < MOST_ENTRIES;
  }

  private static int key(Image image, long at) {
    return BaseIndex.key(image.hash(at, Pages.PAGE));
  }

  BaseIndex base() {
    return new BaseIndex(all, pages);
  }

  /** What was new in a batch, which is held by now. */
  void add(PageBatch batch, Plan plan) {
    for (int i = 0; i < batch.count(); i++) {
      if (plan.is(i, Level.LITERAL) || plan.is(i, Level.RAW)) {
        put(batch, i, batch.addresses()[i]);
      }
    }
  }

  /** A page of a batch, which is held at {@code address}. */
  void put(PageBatch batch, int index, long address) {
    if (hasRoom()) {
      int number = HeldMemory.numberOf(address);
      pages.put(key(batch.pages(), (long) index * Pages.PAGE), number);
    }
  }
}
