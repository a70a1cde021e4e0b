package io.novacron.dwcp.hde;

/** Sizes that both sides agree on. */
final class Pages {
  /** What a guest's memory management writes and marks as dirty, bytes. */
  static final int PAGE = 4096;

  /** What one frame carries, bytes. */
  static final int REGION = 1 << 20;

  static final int PER_REGION = REGION / PAGE;

  private Pages() {}

  /** How many pieces of {@code piece} bytes hold {@code bytes}, the last one perhaps not full. */
  static int pieces(long bytes, int piece) {
    return Math.toIntExact((bytes + piece - 1) / piece);
  }
}
