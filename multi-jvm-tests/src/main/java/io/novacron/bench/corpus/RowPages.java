package io.novacron.bench.corpus;

/**
 * A database's buffers: pages of 8 KiB with a log position in front, slots that grow upwards and
 * rows that grow downwards.
 */
final class RowPages {
  private static final int PAGE = 8192;
  private static final int HEADER = 24;
  private static final int ROW_HEADER = 40;

  private final Region region;
  private final Chance chance;
  private final int pages;
  private final int[] slots;
  private final int[] low;
  private long position = 0x1_2000_0000L;
  private long transaction = 900;

  RowPages(Ram ram, Chance chance, int pages) {
    this.chance = chance;
    this.pages = pages;
    region = new Region(ram, 0x7f2200000000L);
    slots = new int[pages];
    low = new int[pages];
    for (int page = 0; page < pages; page++) {
      region.allocate(PAGE, PAGE);
      low[page] = PAGE;
      fill(page);
    }
  }

  private void fill(int page) {
    for (int rows = 60 + chance.below(40); rows > 0; rows--) {
      insert(page);
    }
  }

  /** Nothing if it is full. */
  private void insert(int page) {
    byte[] text = Words.ascii(Words.some(chance, 3 + chance.below(6)));
    int bytes = ROW_HEADER + text.length + 7 & -8;
    int slotsEnd = HEADER + 8 * slots[page];
    if (low[page] - bytes < slotsEnd + 8) {
      return;
    }
    low[page] -= bytes;
    int row = page * PAGE + low[page];
    region.put(page * PAGE + slotsEnd, (long) bytes << 17 | 1 << 15 | low[page]);
    slots[page]++;
    region.put(row, transaction);
    region.put(row + 8, (long) page << 16 | slots[page]);
    region.put(row + 16, 0x0902_0005L);
    region.put(row + 24, (long) chance.below(1_000_000) << 32 | page * 80 + slots[page]);
    region.put(row + 32, 800_000_000_000_000L + transaction * 1000);
    region.put(row + ROW_HEADER, text);
    moved(page);
  }

  private void moved(int page) {
    position += 120;
    region.put(page * PAGE, position);
    region.put(page * PAGE + 8, (long) low[page] << 32 | slots[page]);
  }

  /**
   * A transaction that writes a row anew, or changes it where it is, nearly always in the hot part.
   */
  void touch(boolean anew) {
    int page = chance.oneIn(100) ? chance.below(pages) : chance.below(pages / 6 + 1);
    transaction++;
    int slot = page * PAGE + HEADER + 8 * chance.below(Math.max(1, slots[page]));
    int row = page * PAGE + (int) (region.get(slot) & 0x7fff);
    region.put(row, transaction);
    region.put(
        row + 24, (region.get(row + 24) & 0xffff_ffffL) | (long) chance.below(1_000_000) << 32);
    if (anew) {
      insert(page);
    }
    moved(page);
  }
}
