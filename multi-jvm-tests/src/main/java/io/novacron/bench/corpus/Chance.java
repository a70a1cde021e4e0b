package io.novacron.bench.corpus;

/** Numbers by chance that are the same everywhere: SplitMix64 (Steele, Lea, Flood, 2014). */
final class Chance {
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private long state;

  Chance(long seed) {
    state = seed * STEP ^ 0x5851f42d4c957f2dL;
  }

  long next() {
    state += STEP;
    long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  /** From 0 on, less than {@code bound}. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** As {@link #below}, but small numbers are far likelier: half of all are below a sixteenth. */
  int small(int bound) {
    long unit = next() >>> 43;
    long square = (unit * unit) >>> 21;
    long fourth = (square * square) >>> 21;
    return (int) ((fourth * bound) >>> 21);
  }

  boolean oneIn(int times) {
    return below(times) == 0;
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (next() >>> 56);
    }
    return bytes;
  }
}
