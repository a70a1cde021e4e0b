package io.novacron.dwcp.hde;

/**
 * The way out for what does not compress: what is encrypted or compressed already. Keeps such pages
 * from those that do compress, too, which get shorter without them.
 */
final class NoiseSorter {
  /** Every so many bytes one is looked at, an odd number for the sake of fields. */
  private static final int STEP = 13;

  /** Of 316 bytes that are looked at; noise has 181 different ones, give or take 6, code 140. */
  private static final int DISTINCT = 160;

  private static final int SAMPLE_PAGES = 4;

  private final Image image;
  private final Blocks blocks;
  private final Bytes sample = new Bytes(SAMPLE_PAGES * Pages.PAGE);

  NoiseSorter(Image image, Blocks blocks) {
    this.image = image;
    this.blocks = blocks;
  }

  /** Settles what looks like noise, unless {@code relatives} has found it in the base. */
  void sort(Plan plan, java.util.function.IntPredicate related) {
    sample.clear();
    for (int page = 0; page < plan.pages(); page++) {
      if (plan.is(page, Level.LITERAL) && looksLikeNoise(plan, page) && !related.test(page)) {
        plan.settle(page, Level.RAW, 0);
        take(plan, page);
      }
    }
    if (sample.length() > 0 && !blocks.isNoise(sample)) {
      giveBack(plan);
    }
  }

  private boolean looksLikeNoise(Plan plan, int page) {
    return plan.length(page) == Pages.PAGE && distinct(plan.at(page)) >= DISTINCT;
  }

  private int distinct(long at) {
    long first = 0;
    long second = 0;
    long third = 0;
    long fourth = 0;
    for (int i = 0; i < Pages.PAGE; i += STEP) {
      int value = image.at(at + i) & 0xFF;
      long bit = 1L << value;
      switch (value >>> 6) {
        case 0 -> first |= bit;
        case 1 -> second |= bit;
        case 2 -> third |= bit;
        default -> fourth |= bit;
      }
    }
    return Long.bitCount(first)
        + Long.bitCount(second)
        + Long.bitCount(third)
        + Long.bitCount(fourth);
  }

  private void take(Plan plan, int page) {
    if (sample.length() < SAMPLE_PAGES * Pages.PAGE) {
      sample.put(image, plan.at(page), Pages.PAGE);
    }
  }

  private static void giveBack(Plan plan) {
    for (int page = 0; page < plan.pages(); page++) {
      if (plan.is(page, Level.RAW)) {
        plan.settle(page, Level.LITERAL, 0);
      }
    }
  }
}
