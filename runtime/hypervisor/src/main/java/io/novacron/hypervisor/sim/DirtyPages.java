package io.novacron.hypervisor.sim;

import java.util.BitSet;

/**
 * Dirty bitmap of a guest's memory, and the pass over it: what was dirty when the pass began is
 * taken page by page, what gets dirty meanwhile waits for the next pass. Costs nothing until it is
 * told to follow. Not thread-safe.
 */
final class DirtyPages {
  private boolean following;
  private BitSet dirty = new BitSet();
  private BitSet pass = new BitSet();
  private int dirtyCount;
  private int passCount;
  private int cursor;

  /** Begins to follow, with the pages below {@code touched} dirty. */
  void follow(int touched) {
    forget();
    following = true;
    dirty.set(0, touched);
    dirtyCount = touched;
  }

  /** Ceases to follow and lets go of what it knew. */
  void forget() {
    following = false;
    dirty = new BitSet();
    pass = new BitSet();
    dirtyCount = 0;
    passCount = 0;
    cursor = 0;
  }

  /** {@code page} was written. */
  void mark(int page) {
    if (following && !dirty.get(page)) {
      dirty.set(page);
      dirtyCount++;
    }
  }

  /** Begins a pass over what is dirty now; what the last pass left over is in it. */
  void beginPass() {
    pass.or(dirty);
    passCount = pass.cardinality();
    dirty.clear();
    dirtyCount = 0;
    cursor = 0;
  }

  /** The next page of this pass, which it takes out; -1 after the last. */
  int next() {
    int page = pass.nextSetBit(cursor);
    if (page >= 0) {
      pass.clear(page);
      passCount--;
      cursor = page + 1;
    }
    return page;
  }

  /** Pages dirtied since the pass began. */
  int dirtied() {
    return dirtyCount;
  }

  /** Pages that have to be sent yet, in this pass or a later one. */
  int pending() {
    return passCount + dirtyCount;
  }
}
