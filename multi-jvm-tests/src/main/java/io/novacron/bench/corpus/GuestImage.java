package io.novacron.bench.corpus;

import java.util.List;

/** Memory of a guest that serves something, at any moment of its life. */
final class GuestImage {
  private static final int PERCENT = 100;

  private final Ram ram;
  private final Chance chance;
  private final List<byte[]> files;
  private final KernelSlabs slabs;
  private final Region log;
  private final ObjectHeap heap;
  private final RowPages rows;
  private int filesRead;
  private long clock = 1_765_000_000_000L;

  /**
   * @param zeroPercent of the pages that are never used
   * @param files of its image: as many of them are in its page cache as fit into a part of it
   * @param seed of everything else: data, addresses, and where pages are
   */
  GuestImage(int mib, int zeroPercent, List<byte[]> files, long seed) {
    this.files = files;
    chance = new Chance(seed);
    ram = new Ram(mib, chance);
    int budget = ram.pages() / PERCENT * (PERCENT - zeroPercent);
    long kernel = 0xffff888000000000L + ((long) chance.below(1024) << 30);
    slabs = new KernelSlabs(ram, chance, kernel, budget * Ram.PAGE / 25 / 192, budget);
    log = new Region(ram, 0);
    cache(ram.used() + budget * 6 / 10);
    noise(budget / 30);
    copies(budget / 40);
    sparse(budget / 20);
    rows = new RowPages(ram, chance, budget / 20);
    heap = new ObjectHeap(ram, chance, 0x7f1000000000L, (budget - ram.used()) * 20);
  }

  byte[] bytes() {
    return ram.bytes();
  }

  private void cache(int until) {
    while (filesRead < files.size() && ram.used() < until) {
      read();
    }
  }

  private void read() {
    byte[] file = files.get(filesRead++);
    Region cached = new Region(ram, 0);
    cached.put(cached.allocate(file.length, Ram.PAGE), file);
  }

  /** Ciphertext and pictures. */
  private void noise(int pages) {
    for (int i = 0; i < pages; i++) {
      ram.put(ram.page(), chance.bytes(Ram.PAGE), 0, Ram.PAGE);
    }
  }

  private void copies(int pages) {
    for (int i = 0; i < pages; i++) {
      int from = ram.page(chance.below(ram.used()));
      ram.put(ram.page(), ram.bytes(), from, Ram.PAGE);
    }
  }

  /** Stacks, and the beginnings of what has hardly been used. */
  private void sparse(int pages) {
    for (int i = 0; i < pages; i++) {
      int page = ram.page();
      for (int words = 1 + chance.below(12); words > 0; words--) {
        ram.put(page + 8 * chance.below(Ram.PAGE / 8), 0x7f1000000000L + chance.below(1 << 24));
      }
    }
  }

  /** Works for seconds, mostly in place, until that share of its pages has been written to. */
  void workInPlace(int percent) {
    int goal = goal(percent);
    for (int step = 0; ram.written() < goal; step++) {
      common(step);
    }
  }

  /** Works with many new objects, rows and files, until that share has been written to. */
  void workAnew(int percent) {
    int goal = goal(percent);
    for (int step = 0; ram.written() < goal && ram.has(ram.pages() / 20); step++) {
      common(step);
      for (int i = 0; i < 2; i++) {
        heap.replace();
      }
      rows.touch(true);
      if (step % 64 == 0 && filesRead < files.size() && files.get(filesRead).length < 300_000) {
        read();
      }
    }
  }

  private int goal(int percent) {
    ram.forget();
    return ram.pages() * percent / PERCENT;
  }

  private void common(int step) {
    heap.touch();
    if (step % 2 == 0) {
      rows.touch(false);
    }
    if (step % 4 == 0) {
      slabs.touch();
      line();
    }
  }

  private void line() {
    clock += chance.below(400);
    byte[] line = Words.ascii(Words.line(chance, clock));
    log.put(log.allocate(line.length, 1), line);
  }
}
