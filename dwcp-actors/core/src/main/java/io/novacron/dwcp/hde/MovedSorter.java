package io.novacron.dwcp.hde;

/**
 * The level for what is somewhere else in the base, at any byte. A page is of it when what is left
 * of the page is little; what is related but not close enough is compressed against what it is
 * related to.
 */
final class MovedSorter {
  /** What a move costs, about; bytes. */
  private static final int MOVE = 6;

  /** Around what was found, bytes that are probably related as well. */
  private static final int MARGIN = 1024;

  private final Image image;
  private final Image base;
  private final MoveFinder finder;
  private final Moves moves = new Moves();
  private final Delta trial = new Delta();
  private final PageSet window = new PageSet();

  MovedSorter(Image image, BaseIndex base) {
    this.image = image;
    this.base = base.image();
    finder = new MoveFinder(image, base);
  }

  /** Forgets what was found in the region before. */
  void forget() {
    moves.clear();
  }

  /** Settles what is still literal and cheap, as a delta to the same address or as moves. */
  void sort(Plan plan) {
    forget();
    for (int page = 0; page < plan.pages(); ) {
      int end = plan.endOf(page, Level.LITERAL);
      int from = Math.max(page * Pages.PAGE, moves.end());
      if (from < plan.offset(end)) {
        finder.find(plan, from, plan.offset(end), moves);
      }
      page = Math.max(end, page + 1);
    }
    for (int page = 0; page < plan.pages(); page++) {
      if (plan.is(page, Level.LITERAL)) {
        settle(plan, page);
      } else if (page > 0 && plan.is(page - 1, Level.SIMILAR) && isWithin(plan, page)) {
        plan.settle(page, Level.SIMILAR, 0);
      }
    }
  }

  /** Whether the move that ends the page before goes on beyond this one: then it costs nothing. */
  private boolean isWithin(Plan plan, int page) {
    int move = moves.after(page * Pages.PAGE);
    return move < moves.count()
        && moves.start(move) < page * Pages.PAGE
        && moves.end(move) >= plan.offset(page + 1);
  }

  private void settle(Plan plan, int page) {
    int cost = cost(plan, page);
    long at = plan.at(page);
    int length = plan.length(page);
    trial.clear();
    int limit = Math.min(PageSorter.MOST_DELTA, cost - 1);
    if (base.holds(at, length) && trial.add(image, at, length, base, at, limit) >= 0) {
      plan.settle(page, Level.DELTA, 0);
    } else if (cost <= PageSorter.MOST_DELTA) {
      plan.settle(page, Level.SIMILAR, 0);
    }
  }

  /** What a page costs as moves, bytes; some more than {@link PageSorter#MOST_DELTA} at most. */
  private int cost(Plan plan, int page) {
    int at = page * Pages.PAGE;
    int end = plan.offset(page + 1);
    int cost = 0;
    for (int move = moves.after(at); at < end && cost <= PageSorter.MOST_DELTA; move++) {
      boolean more = move < moves.count() && moves.start(move) < end;
      int until = more ? moves.start(move) : end;
      cost += fresh(plan.at(0), at, until) + (more ? MOVE : 0);
      at = more ? moves.end(move) : end;
    }
    return cost;
  }

  /** Bytes that are not as the one before: the others compress to nothing. */
  private int fresh(long start, int from, int to) {
    int fresh = 0;
    for (int i = from; i < to && fresh <= PageSorter.MOST_DELTA; i++) {
      fresh += i == from || image.at(start + i) != image.at(start + i - 1) ? 1 : 0;
    }
    return fresh;
  }

  /** Whether anything of a page is in the base. */
  boolean isRelated(int page) {
    int move = moves.after(page * Pages.PAGE);
    return move < moves.count() && moves.start(move) < (page + 1) * Pages.PAGE;
  }

  /** Writes the pages that have moved: lengths, fresh bytes, and distances. */
  void write(Plan plan, Delta delta, Bytes distances) {
    long last = 0;
    for (int page = 0; page < plan.pages(); ) {
      int end = plan.endOf(page, Level.SIMILAR);
      if (end > page) {
        last = write(plan.at(0), page * Pages.PAGE, plan.offset(end), delta, distances, last);
      }
      page = Math.max(end, page + 1);
    }
  }

  private long write(
      long start, int from, int end, Delta delta, Bytes distances, long lastDistance) {
    long last = lastDistance;
    int at = from;
    for (int move = moves.after(from); at < end; move++) {
      boolean more = move < moves.count() && moves.start(move) < end;
      int copied = more ? Math.max(at, moves.start(move)) : end;
      delta.runs.putVar(copied - at);
      delta.fresh.put(image, start + at, copied - at);
      at = copied;
      if (more) {
        at = Math.min(end, moves.end(move));
        delta.runs.putVar(at - copied);
        distances.putSigned(moves.distance(move) - last);
        last = moves.distance(move);
      }
    }
    return last;
  }

  /**
   * Writes which pages of the base what is still literal is compressed against, and those pages.
   */
  void window(Plan plan, Bytes script, Bytes dictionary) {
    window.clear();
    for (int page = 0; page < plan.pages(); page++) {
      if (plan.is(page, Level.LITERAL) && window.size() < RegionScript.MOST_WINDOW) {
        markInPlace(plan.at(page), plan.length(page));
        related(plan.at(0), page * Pages.PAGE, plan.offset(page + 1));
      }
    }
    RegionScript.window(plan, window, script);
    dictionary.putPages(base, window);
  }

  /** Where all of the page would be if it had moved as its first and its last piece have. */
  private void related(long start, int from, int to) {
    int first = moves.after(from);
    int last = first;
    while (last + 1 < moves.count() && moves.start(last + 1) < to) {
      last++;
    }
    if (first < moves.count() && moves.start(first) < to) {
      mark(start + from + moves.distance(first));
      mark(start + from + moves.distance(last));
    }
  }

  /** What was at the same address before; zeros are no help. */
  private void markInPlace(long at, int length) {
    if (!base.holds(at, length) || !base.isZero(at, length)) {
      mark(at, at + Pages.PAGE);
    }
  }

  private void mark(long there) {
    mark(there - MARGIN, there + Pages.PAGE + MARGIN);
  }

  private void mark(long from, long to) {
    window.addBytes(from, Math.min(to, base.size() / Pages.PAGE * Pages.PAGE));
  }
}
