package io.novacron.bench.corpus;

/** A kernel's own: names of files that are linked with each other, and an entry for each page. */
final class KernelSlabs {
  private static final int ENTRY = 192;
  private static final int FRAME = 64;

  private final Region entries;
  private final Region frames;
  private final Chance chance;
  private final int count;

  /**
   * @param count of files that it knows
   * @param used pages; the others are in one list, as they lie
   */
  KernelSlabs(Ram ram, Chance chance, long base, int count, int used) {
    this.chance = chance;
    this.count = count;
    entries = new Region(ram, base);
    entries.allocate(count * ENTRY, ENTRY);
    for (int i = 0; i < count; i++) {
      entry(i * ENTRY, i);
    }
    frames = new Region(ram, base + (1L << 38));
    frames.allocate(ram.pages() * FRAME, FRAME);
    for (int i = 0; i < ram.pages(); i++) {
      frame(i * FRAME, i, i < used);
    }
  }

  private void entry(int at, int index) {
    String name = Words.one(chance) + "." + Words.one(chance);
    byte[] text = Words.ascii(name.substring(0, Math.min(31, name.length())));
    entries.put(at, 0x0048_0000L | (long) chance.below(64) << 33);
    entries.put(at + 8, entries.address(chance.below(count) * ENTRY));
    entries.put(at + 24, entries.address(index / 30 * ENTRY));
    entries.put(at + 32, (long) text.length << 32 | (name.hashCode() & 0xffff_ffffL));
    entries.put(at + 40, entries.address(at + 56));
    entries.put(at + 48, entries.address(0x800_0000) + index * 608L);
    entries.put(at + 56, text);
    entries.put(at + 96, 0xffffffff82a1c040L);
    entries.put(at + 104, entries.address(0x2_0000));
    entries.put(at + 128, entries.address(at + 128));
    entries.put(at + 136, entries.address(at + 128));
    entries.put(at + 144, entries.address(chance.below(count) * ENTRY + 144));
  }

  private void frame(int at, int index, boolean used) {
    int far = used ? chance.small(20) : 0;
    frames.put(at, 0x000f_ffff_c000_0000L | (used && chance.oneIn(4) ? 0x36 : 0x200));
    frames.put(at + 8, frames.address(at + FRAME * (1 + far)));
    frames.put(at + 16, frames.address(Math.max(0, at - FRAME * far)));
    frames.put(at + 24, index % 3 == 0 ? 0 : entries.address(0x900_0000) + index / 40 * 608L);
    frames.put(at + 32, index % 40);
    frames.put(at + 48, 0x1_ffff_ffffL);
  }

  /** A file is looked up, and a page passes from one list to another: of the few in use. */
  void touch() {
    int entry = chance.small(count / 8 + 1) * ENTRY;
    entries.put(entry + 88, entries.get(entry + 88) + 1);
    int frame = chance.small(frames.size() / FRAME / 8 + 1) * FRAME;
    frames.put(frame + 8, frames.address(chance.below(frames.size() / FRAME) * FRAME + 8));
  }
}
