package io.novacron.dwcp.hde;

/**
 * Which slot of a table a hash has, and a bit for each hash that was added, and for few others:
 * small enough for a processor's cache, so that most of what is not there costs no look at the
 * table.
 */
final class HashFilter {
  private static final int FEWEST_BITS = 8;

  private final int shift;
  private final long[] bits;

  /** For so many hashes; the table has two to four slots for each. */
  HashFilter(int expected) {
    int size = 33 - Integer.numberOfLeadingZeros(Math.max(1, expected - 1));
    int log = Math.max(FEWEST_BITS, size);
    shift = Long.SIZE - log;
    bits = new long[1 << (log - 5)];
  }

  /** How many slots the table has. */
  int slots() {
    return 1 << (Long.SIZE - shift);
  }

  int slot(long hash) {
    return (int) (hash >>> shift);
  }

  void add(long hash) {
    int bit = (int) (hash >>> (shift - 1));
    bits[bit >>> 6] |= 1L << bit;
  }

  /** False only for what was never added. */
  boolean mayHave(long hash) {
    int bit = (int) (hash >>> (shift - 1));
    return (bits[bit >>> 6] >>> bit & 1) != 0;
  }
}
