package io.novacron.hypervisor.sim;

import io.novacron.vm.Workload;

/**
 * A workload at work: touches its working set page by page, then rewrites pages of it at random.
 * What it writes depends on the seed and the number of steps alone, never on time, so a guest that
 * moved goes on exactly as it would have. Not thread-safe.
 */
final class WorkloadRun {
  private static final int PAGE_WORDS = GuestMemory.PAGE_BYTES / Long.BYTES;

  /** A rewrite changes two cache lines, as a real program rarely changes whole pages. */
  private static final int REWRITE_WORDS = 16;

  private static final long NANOS = 1_000_000_000L;

  private final GuestMemory memory;
  private final int workingPages;
  private final long pagesPerSecond;
  private long random;
  private long steps;
  private long owedPageNanos;

  /** A page; empty until there is work, since most guests of a host with thousands are idle. */
  private long[] scratch = {};

  WorkloadRun(Workload workload, GuestMemory memory) {
    this.memory = memory;
    this.workingPages = workload.workingSetMiB() * GuestMemory.CHUNK_PAGES;
    this.pagesPerSecond = workload.dirtyPagesPerSecond();
    this.random = workload.seed();
  }

  /** Whether the working set was touched throughout. */
  boolean isWarm() {
    return steps >= workingPages;
  }

  /** Whether there is nothing to do now or later. */
  boolean isDone() {
    return isWarm() && (pagesPerSecond == 0 || workingPages == 0);
  }

  /** Time has passed, in which pages were to be rewritten; touching takes what time it gets. */
  void owe(long elapsedNanos) {
    if (isWarm()) {
      owedPageNanos += elapsedNanos * pagesPerSecond;
    }
  }

  /** Whether there is something to do now. */
  boolean isDue() {
    return !isDone() && (!isWarm() || owedPageNanos >= NANOS);
  }

  /** Forgets whole pages owed: a guest that gets too little time dirties less. */
  void forgive() {
    owedPageNanos %= NANOS;
  }

  /** Writes one page. */
  void step() {
    if (scratch.length == 0) {
      scratch = new long[PAGE_WORDS];
    }
    if (isWarm()) {
      owedPageNanos = Math.max(0, owedPageNanos - NANOS);
      rewrite();
    } else {
      touch((int) steps);
    }
    steps++;
  }

  long randomState() {
    return random;
  }

  long steps() {
    return steps;
  }

  /** Goes on from where another run of the same workload stood. */
  void restore(long randomState, long stepsDone) {
    random = randomState;
    steps = stepsDone;
    owedPageNanos = 0;
  }

  /** Half of a page is random, the rest says which page it is: it compresses about two to one. */
  private void touch(int page) {
    for (int i = 0; i < PAGE_WORDS; i++) {
      scratch[i] = (i & 8) == 0 ? nextRandom() : page;
    }
    memory.write(page, 0, scratch, PAGE_WORDS);
  }

  private void rewrite() {
    int page = (int) Long.remainderUnsigned(nextRandom(), workingPages);
    int slot = (int) Long.remainderUnsigned(nextRandom(), PAGE_WORDS / REWRITE_WORDS);
    for (int i = 0; i < REWRITE_WORDS; i++) {
      scratch[i] = nextRandom();
    }
    memory.write(page, slot * REWRITE_WORDS * Long.BYTES, scratch, REWRITE_WORDS);
  }

  /** SplitMix64 (Steele, Lea and Flood 2014): its whole state is one word. */
  private long nextRandom() {
    random += 0x9E3779B97F4A7C15L;
    long z = random;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
