package io.novacron.dwcp.hde;

import io.novacron.dwcp.hde.EncoderController.Decision;
import java.util.ArrayList;
import java.util.List;

/** Ways to encode, from the one that takes least work for a byte to the one that saves most. */
final class EffortLadder {
  private static final int FASTEST = -5;
  private static final int SLOWEST = 19;

  /** What was sent before costs as much as three levels more, and gains as much. */
  private static final int OWN_WINDOW_FROM = 3;

  private final int ceiling;
  private final List<Decision> rungs = new ArrayList<>();

  EffortLadder(int ceiling) {
    this.ceiling = ceiling;
    demand(FASTEST, ceiling, SLOWEST);
    rungs.add(new Decision(FASTEST, false, false, false));
    rungs.add(new Decision(FASTEST, false, true, false));
    for (int level = FASTEST; level <= ceiling; level++) {
      add(level, Math.min(ceiling, OWN_WINDOW_FROM));
    }
  }

  private void add(int level, int ownFrom) {
    if (level != 0 && level <= ownFrom) {
      rungs.add(new Decision(level, false, true, true));
    }
    if (level != 0 && level >= ownFrom) {
      rungs.add(new Decision(level, true, true, true));
    }
  }

  private static void demand(int least, int level, int most) {
    if (level < least || level > most) {
      throw new IllegalArgumentException(
          "zstd level " + level + ", where " + least + " to " + most + " are known");
    }
  }

  Decision at(int rung) {
    return rungs.get(rung);
  }

  int top() {
    return rungs.size() - 1;
  }

  /** The lowest rung that compresses at {@code level}, or at the one before for 0. */
  int rungOf(int level) {
    demand(FASTEST, level, ceiling);
    int rung = top();
    while (at(rung).level() > level) {
      rung--;
    }
    while (at(rung - 1).level() == at(rung).level() && at(rung - 1).compress()) {
      rung--;
    }
    return rung;
  }
}
