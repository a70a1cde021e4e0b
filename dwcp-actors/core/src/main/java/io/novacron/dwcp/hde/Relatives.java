package io.novacron.dwcp.hde;

import java.util.BitSet;

/**
 * Where in the base the pages of a region come from that were not found as they are: two pieces of
 * each page are looked up at every byte. What is found tells how far content has moved, and which
 * pages of the base to compress against.
 */
final class Relatives {
  static final long NONE = Long.MIN_VALUE;

  private static final int PIECES = 2;
  private static final int PIECE = Pages.PAGE / PIECES;

  /** Around what was found, bytes that are probably related as well. */
  private static final int MARGIN = 1024;

  private final Image image;
  private final BaseIndex base;

  /** Base address less image address of each piece, or {@link #NONE}. */
  private final long[] moves = new long[Pages.PER_REGION * PIECES];

  private final BitSet window = new BitSet();

  Relatives(Image image, BaseIndex base) {
    this.image = image;
    this.base = base;
  }

  /** Looks up what {@code plan} has left as literal. */
  void find(Plan plan) {
    long last = 0;
    for (int page = 0; page < plan.pages(); page++) {
      for (int piece = 0; piece < PIECES; piece++) {
        long move = NONE;
        if (plan.is(page, Level.LITERAL)) {
          move =
              move(plan.at(page) + (long) piece * PIECE, plan.length(page) - piece * PIECE, last);
          last = move == NONE ? last : move;
        }
        moves[page * PIECES + piece] = move;
      }
    }
  }

  /** What the piece before has moved by is tried first: what moves, moves together. */
  private long move(long at, int length, long last) {
    int tries = Math.min(base.blocks().distance(), length - BlockIndex.BLOCK + 1);
    if (tries > 0 && isRelated(at, length, last)) {
      return last;
    }
    for (int i = 0; i < tries; i++) {
      if (!BlockIndex.isFlat(image, at + i)) {
        long there = base.blocks().find(image, at + i);
        if (there >= 0) {
          return there - at - i;
        }
      }
    }
    return NONE;
  }

  private boolean isRelated(long at, int length, long move) {
    long middle = at + (Math.min(length, PIECE) - BlockIndex.BLOCK) / 2;
    return isThere(at, move) || isThere(middle, move);
  }

  private boolean isThere(long at, long move) {
    return base.image().holds(at + move, BlockIndex.BLOCK)
        && !BlockIndex.isFlat(image, at)
        && image.equal(at, BlockIndex.BLOCK, base.image(), at + move);
  }

  /**
   * By what a page may have moved.
   *
   * @param choice from 0: after its own pieces, {@link #NONE}
   */
  long move(int page, int choice) {
    return choice < PIECES ? moves[page * PIECES + choice] : NONE;
  }

  boolean isRelated(int page) {
    return moves[page * PIECES] != NONE || moves[page * PIECES + 1] != NONE;
  }

  /** The pages of the base that what is still literal looks related to, by number. */
  BitSet window(Plan plan, int most) {
    window.clear();
    for (int page = 0; page < plan.pages(); page++) {
      if (plan.is(page, Level.LITERAL) && window.cardinality() < most) {
        sameAddress(plan.at(page));
        pieces(plan, page);
      }
    }
    return window;
  }

  private void sameAddress(long at) {
    if (base.image().holds(at, Pages.PAGE)) {
      window.set((int) (at / Pages.PAGE));
    }
  }

  private void pieces(Plan plan, int page) {
    for (int piece = 0; piece < PIECES; piece++) {
      long move = moves[page * PIECES + piece];
      if (move != NONE) {
        long there = plan.at(page) + (long) piece * PIECE + move;
        mark(there - MARGIN, there + PIECE + MARGIN);
      }
    }
  }

  private void mark(long from, long to) {
    long end = Math.min(to, base.image().size() / Pages.PAGE * Pages.PAGE);
    for (long page = Math.max(0, from) / Pages.PAGE; page * Pages.PAGE < end; page++) {
      window.set((int) page);
    }
  }
}
