package io.novacron.bench.corpus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.BitSet;

/** A guest's physical memory, handed out in runs of 64 KiB that lie in no order. */
final class Ram {
  static final int PAGE = 4096;

  private static final int RUN = 16;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int[] runs;
  private final BitSet written = new BitSet();
  private int used;

  Ram(int mib, Chance chance) {
    bytes = new byte[mib << 20];
    runs = new int[bytes.length / PAGE / RUN];
    for (int i = 0; i < runs.length; i++) {
      int other = chance.below(i + 1);
      runs[i] = runs[other];
      runs[other] = i;
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int pages() {
    return bytes.length / PAGE;
  }

  int used() {
    return used;
  }

  /** Whether {@code pages} more can be handed out. */
  boolean has(int pages) {
    return pages() - used >= pages;
  }

  /** Where the next page that nobody has begins. */
  int page() {
    int page = page(used);
    used++;
    return page;
  }

  /** Where the page begins that was handed out as number {@code index}. */
  int page(int index) {
    return (runs[index / RUN] * RUN + index % RUN) * PAGE;
  }

  long get(int at) {
    return (long) LONGS.get(bytes, at);
  }

  void put(int at, long value) {
    LONGS.set(bytes, at, value);
    written.set(at / PAGE);
  }

  void put(int at, byte[] from, int begin, int count) {
    System.arraycopy(from, begin, bytes, at, count);
    written.set(at / PAGE);
  }

  /** From here on pages count as unwritten. */
  void forget() {
    written.clear();
  }

  int written() {
    return written.cardinality();
  }
}
