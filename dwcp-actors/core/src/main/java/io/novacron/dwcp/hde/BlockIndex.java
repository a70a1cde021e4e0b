package io.novacron.dwcp.hde;

/**
 * Where in a base some bytes are, at any offset: blocks of 32 bytes, taken at equal distances over
 * the whole base, found from any byte of what is looked for (as rsync's blocks are, but much
 * smaller, sparse, and compared at once since the base is here). The distance follows the size of
 * the base, so that the index is never more than 68 MiB.
 */
final class BlockIndex {
  static final int BLOCK = 32;

  /** What an index takes of the heap at most. */
  static final long MOST_BYTES = 68L << 20;

  private static final int TAG_BITS = 8;
  private static final int MOST_BLOCKS = 1 << (32 - TAG_BITS - 1);
  private static final int CLOSEST = 32;

  /** From here on the time it takes to make the index counts for more than short moves do. */
  private static final int FAR = 256;

  private static final int FEW_BLOCKS = 1 << 18;

  private final Image base;
  private final int distance;
  private final HashFilter filter;

  /** Tag and block number + 1; 0 for none. */
  private final int[] slots;

  BlockIndex(Image base) {
    this.base = base;
    distance = distance(base.size());
    int blocks = (int) (base.size() / distance);
    filter = new HashFilter(blocks);
    slots = new int[filter.slots()];
    fill();
  }

  private static int distance(long size) {
    int distance = CLOSEST;
    while (size / distance > (distance < FAR ? FEW_BLOCKS : MOST_BLOCKS)) {
      distance *= 2;
    }
    return distance;
  }

  /** Bytes from one block to the next. */
  int distance() {
    return distance;
  }

  private void fill() {
    int number = 0;
    for (long at = 0; at <= base.size() - BLOCK; at += distance) {
      number++;
      if (!isFlat(base, at)) {
        add(hash(base, at), number);
      }
    }
  }

  /** The first one of a kind stays; a slot that is taken is not worth a search. */
  private void add(long hash, int number) {
    filter.add(hash);
    int slot = filter.slot(hash);
    int other = slot ^ 1;
    if (slots[slot] == 0) {
      slots[slot] = entry(hash, number);
    } else if (slots[other] == 0 && slots[slot] >>> (32 - TAG_BITS) != tag(hash)) {
      slots[other] = entry(hash, number);
    }
  }

  private static int tag(long hash) {
    return (int) hash & ((1 << TAG_BITS) - 1);
  }

  private static int entry(long hash, int number) {
    return tag(hash) << (32 - TAG_BITS) | number;
  }

  /** Where the 32 bytes at {@code at} are in the base, or -1. */
  long find(Image image, long at) {
    long hash = hash(image, at);
    if (!filter.mayHave(hash)) {
      return -1;
    }
    int slot = filter.slot(hash);
    long found = proven(slots[slot], hash, image, at);
    return found >= 0 ? found : proven(slots[slot ^ 1], hash, image, at);
  }

  private long proven(int entry, long hash, Image image, long at) {
    if (entry == 0 || entry >>> (32 - TAG_BITS) != tag(hash)) {
      return -1;
    }
    long there = (long) ((entry & (-1 >>> TAG_BITS)) - 1) * distance;
    return image.equal(at, BLOCK, base, there) ? there : -1;
  }

  /** One value over and over is everywhere, and says nothing about where. */
  static boolean isFlat(Image image, long at) {
    long first = image.word(at);
    return first == image.word(at + 8) && first == image.word(at + 16);
  }

  static long hash(Image image, long at) {
    long low = image.word(at) * 0x9E3779B97F4A7C15L ^ image.word(at + 8) * 0xC2B2AE3D27D4EB4FL;
    long high =
        image.word(at + 16) * 0x165667B19E3779F9L ^ image.word(at + 24) * 0xD6E8FEB86659FD93L;
    long mixed = low ^ Long.rotateLeft(high, 29);
    mixed ^= mixed >>> 32;
    return mixed * 0x9FB21C651E98DF25L;
  }
}
