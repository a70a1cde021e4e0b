package io.novacron.dwcp.hde;

import java.util.BitSet;

/**
 * The sender's part of holding an image that only the receiver has. Of its pages the sender knows
 * nothing but hashes, and holds zeros in their place, against which nothing is encoded: zeros are
 * no page's origin, deltas and windows are of addresses in the batch alone, and pieces that have
 * moved are not looked for. A page becomes known when one of the guest's turns out to be the same
 * (then it is held here, too, and costs what a page costs that both have), or when both sides make
 * it zero because the guest has another one there.
 */
final class UnknownPages {
  private final HeldMemory memory;
  private final HeldIndex index;
  private final TheirPages theirs;
  private final PageIndex elsewhere = new PageIndex();
  private final BitSet known = new BitSet();
  private final BitSet spokenOf = new BitSet();
  private final ClearedPages cleared = new ClearedPages();
  private final long[] hashes = new long[Pages.PER_REGION];

  UnknownPages(HeldMemory memory, HeldIndex index, TheirPages theirs) {
    this.memory = memory;
    this.index = index;
    this.theirs = theirs;
    for (int page = 0; page < Math.min(theirs.count(), HeldIndex.MOST_ENTRIES); page++) {
      elsewhere.add(BaseIndex.key(theirs.at(page)), page);
    }
  }

  private static int numberOf(long address) {
    return (int) (address / Pages.PAGE);
  }

  /** Makes known what there is at the addresses of a batch, before it is encoded. */
  void settle(PageBatch batch) {
    cleared.clear();
    for (int i = 0; i < batch.count(); i++) {
      settleInPlace(batch, i);
    }
    for (int i = 0; i < batch.count(); i++) {
      settleElsewhere(batch, i);
    }
    for (int i = 0; i < batch.count(); i++) {
      clearUnknown(batch, i);
    }
  }

  private boolean isKnown(PageBatch batch, int i) {
    return known.get(numberOf(batch.addresses()[i]));
  }

  private void settleInPlace(PageBatch batch, int i) {
    if (!isKnown(batch, i)) {
      hashes[i] = theirs.of(batch.pages(), i);
      int page = numberOf(batch.addresses()[i]);
      if (theirs.at(page) == hashes[i]) {
        adopt(batch, i, page);
      }
    }
  }

  private void settleElsewhere(PageBatch batch, int i) {
    if (!isKnown(batch, i)) {
      int page = elsewhere.find(BaseIndex.key(hashes[i]));
      if (page >= 0 && !known.get(page) && theirs.at(page) == hashes[i]) {
        adopt(batch, i, page);
      }
    }
  }

  private void clearUnknown(PageBatch batch, int i) {
    if (!isKnown(batch, i)) {
      known.set(numberOf(batch.addresses()[i]));
      cleared.add(i);
    }
  }

  /** The receiver has the batch's page there. */
  private void adopt(PageBatch batch, int i, int page) {
    long address = (long) page * Pages.PAGE;
    memory.write(address, batch.pages(), i);
    index.put(batch, i, address);
    known.set(page);
  }

  /** What the receiver is to make zero. */
  void write(Bytes out) {
    cleared.write(out);
  }

  /** The batch is held, on both sides. */
  void held(PageBatch batch) {
    batch.mark(known);
    batch.mark(spokenOf);
  }

  /** The stream has ended: what it has not spoken of becomes zero, on both sides. */
  void end() {
    memory.clearBut(spokenOf);
  }
}
