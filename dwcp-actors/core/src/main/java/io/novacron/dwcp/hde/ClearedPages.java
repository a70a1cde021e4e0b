package io.novacron.dwcp.hde;

import java.util.BitSet;

/**
 * Which pages of a batch are made zero on both sides before it is encoded, since the sender does
 * not know what the receiver has there. By runs: how many are, and how many before them are not; a
 * run of none ends them.
 */
final class ClearedPages {
  private final BitSet pages = new BitSet(Pages.PER_REGION);

  void clear() {
    pages.clear();
  }

  /** The page with this number in the batch. */
  void add(int index) {
    pages.set(index);
  }

  void write(Bytes out) {
    int end = 0;
    for (int from = pages.nextSetBit(0); from >= 0; from = pages.nextSetBit(end)) {
      int gap = from - end;
      end = pages.nextClearBit(from);
      out.putVar(end - from);
      out.putVar(gap);
    }
    out.putVar(0);
  }

  /** Of a batch of {@code count} pages. */
  void read(Cursor from, int count) throws MalformedPayloadException {
    pages.clear();
    int at = 0;
    for (int run = next(from, count); run > 0; run = next(from, count - at)) {
      at += next(from, count - at - run);
      pages.set(at, at + run);
      at += run;
    }
  }

  private static int next(Cursor from, int most) throws MalformedPayloadException {
    return from.nextUpTo(most, "pages to clear");
  }

  void apply(PageBatch batch, HeldMemory memory) {
    pages.stream().forEach(index -> memory.clear(batch.addresses()[index], 1));
  }
}
