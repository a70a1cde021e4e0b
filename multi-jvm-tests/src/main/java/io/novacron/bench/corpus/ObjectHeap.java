package io.novacron.bench.corpus;

/**
 * A program's heap: records of twelve words that point at each other and at texts, found through a
 * table.
 */
final class ObjectHeap {
  private static final int WORDS = 12;
  private static final int BYTES = WORDS * 8;
  private static final int COLD = 100;
  private static final int HOT_PERCENT = 43;
  private static final long TYPES = 0x55d0c0de4000L;

  private final Region region;
  private final Chance chance;
  private final int table;
  private final int count;
  private long clock = 1_765_000_000_000L;

  ObjectHeap(Ram ram, Chance chance, long base, int records) {
    this.chance = chance;
    region = new Region(ram, base);
    count = records;
    table = region.allocate(records * 8, 16);
    for (int i = 0; i < records; i++) {
      region.put(table + i * 8, region.address(make(i)));
    }
  }

  private int make(int id) {
    byte[] text = Words.ascii(Words.some(chance, 4 + chance.below(8)));
    int name = region.allocate(24 + text.length, 16);
    region.put(name, 1);
    region.put(name + 8, TYPES + 0x60);
    region.put(name + 16, text.length);
    region.put(name + 24, text);
    int at = region.allocate(BYTES, 16);
    long[] words = {
      1 + chance.small(6),
      TYPES + chance.small(40) * 0x60L,
      id,
      region.address(name),
      chance.oneIn(3) ? 0 : region.get(table + chance.below(id + 1) * 8),
      chance.small(1000),
      clock,
      figure(),
      chance.below(4),
      region.address(at),
      chance.oneIn(2) ? figure() : 0,
      0
    };
    for (int i = 0; i < WORDS; i++) {
      region.put(at + i * 8, words[i]);
    }
    return at;
  }

  /** A measured number: between 0 and 100, with all the digits of a double. */
  private long figure() {
    return Double.doubleToRawLongBits((chance.next() >>> 11) * 0x1p-53 * 100);
  }

  /** Changes a record where it is: counter, time, and now and then a figure. */
  void touch() {
    int at = any();
    region.put(at, region.get(at) + 1);
    region.put(at + 48, clock += 3);
    if (chance.oneIn(2)) {
      region.put(at + 56, figure());
    }
  }

  /** Puts a new record in the place of an old one, as far as the table is concerned. */
  void replace() {
    int slot = slot();
    region.put(table + slot * 8, region.address(make(slot)));
  }

  private int any() {
    return (int) (region.get(table + slot() * 8) - region.address(0));
  }

  /** Nearly always in the hot part of the table. */
  private int slot() {
    return chance.oneIn(COLD) ? chance.below(count) : chance.below(count * HOT_PERCENT / 100 + 1);
  }
}
