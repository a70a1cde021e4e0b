package io.novacron.dwcp.hde;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;

/**
 * A guest's memory as the receiver has it: what came last of a page counts. In the margin before it
 * lie, side by side, the pages as they were that the batch at hand is about, so that what is
 * encoded page by page finds them at the same place.
 */
final class HeldMemory {
  private final Image all;
  private final long bytes;

  HeldMemory(MemorySegment held) {
    all = Image.of(held);
    bytes = held.byteSize() - HeldImages.MARGIN;
  }

  /** Margin and memory: what the pages of a batch are encoded against. */
  Image image() {
    return all;
  }

  boolean holds(long address, long pages) {
    return pages >= 0
        && address >= 0
        && address % Pages.PAGE == 0
        && pages <= bytes / Pages.PAGE
        && address <= bytes - pages * Pages.PAGE;
  }

  private static long placeOf(long address) {
    return HeldImages.MARGIN + address;
  }

  /** Number of the page of margin and memory that is {@code address}. */
  static int numberOf(long address) {
    return (int) (placeOf(address) / Pages.PAGE);
  }

  /** Puts into the margin what there is of the batch's pages. */
  void present(PageBatch batch) {
    for (int i = 0; i < batch.count(); i++) {
      all.write((long) i * Pages.PAGE, all, placeOf(batch.addresses()[i]), Pages.PAGE);
    }
  }

  /** Holds what the batch says, in its order. */
  void apply(PageBatch batch) {
    int zeroed = 0;
    for (int i = 0; i < batch.count(); i++) {
      zeroed = batch.zeroed().apply(zeroed, i, this);
      write(batch.addresses()[i], batch.pages(), i);
    }
    batch.zeroed().apply(zeroed, batch.count(), this);
  }

  /** What is there already is not written, for the sake of the disk behind it. */
  void write(long address, Image pages, int index) {
    long place = placeOf(address);
    long from = (long) index * Pages.PAGE;
    if (!pages.equal(from, Pages.PAGE, all, place)) {
      all.write(place, pages, from, Pages.PAGE);
    }
  }

  /** Makes zero all pages but those. */
  void clearBut(BitSet others) {
    int count = (int) (bytes / Pages.PAGE);
    for (int page = others.nextClearBit(0); page < count; page = others.nextClearBit(page + 1)) {
      clear((long) page * Pages.PAGE, 1);
    }
  }

  void clear(long address, long pages) {
    for (long page = 0; page < pages; page++) {
      all.clear(placeOf(address) + page * Pages.PAGE, Pages.PAGE);
    }
  }
}
