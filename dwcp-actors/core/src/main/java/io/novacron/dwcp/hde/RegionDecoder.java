package io.novacron.dwcp.hde;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The way back of {@link RegionEncoder}. */
final class RegionDecoder implements AutoCloseable {
  private final Image target;
  private final @Nullable Image base;
  private final BitSet done;
  private @Nullable Image known;
  private final BlockReader blocks;
  private final Plan plan = new Plan();
  private final Bytes dictionary = new Bytes(0);
  private final PageSet window = new PageSet();

  /**
   * Makes one.
   *
   * @param done regions that are decoded
   */
  RegionDecoder(Image target, @Nullable Image base, BitSet done) {
    this(target, base, done, new BlockReader());
  }

  /** As the other one, reading blocks by what it is given. */
  RegionDecoder(Image target, @Nullable Image base, BitSet done, BlockReader blocks) {
    this.blocks = blocks;
    this.target = target;
    this.base = base;
    this.done = done;
  }

  /**
   * Writes one region.
   *
   * @param against whether it was encoded against the base
   * @return -1, or the number of a region that has to be there first; then nothing was written
   */
  int decode(int region, boolean against, Cursor payload) throws MalformedPayloadException {
    known = against ? base : null;
    plan.begin(Image.startOf(region), target.lengthOf(region));
    return decode(region, payload);
  }

  /** Writes the first {@code length} bytes of an image that is filled anew each time. */
  void decodeAnew(int length, Cursor payload) throws MalformedPayloadException {
    known = base;
    plan.begin(0, length);
    decode(0, payload);
  }

  private int decode(int region, Cursor payload) throws MalformedPayloadException {
    Cursor script = blocks.read(payload, RegionScript.MOST_BYTES, "the script");
    RegionScript.read(script, plan);
    int missing = missing(region);
    if (missing < 0) {
      missing = dictionary(script);
    }
    if (missing < 0) {
      script.demandEnd("the script");
      write(payload);
      payload.demandEnd("the region");
    }
    return missing;
  }

  private int missing(int region) throws MalformedPayloadException {
    for (int page = 0; page < plan.pages(); page++) {
      if (plan.is(page, Level.COPY) && Origin.isOwn(plan.source(page))) {
        int needed = needed(page);
        if (needed != region && !done.get(needed)) {
          return needed;
        }
      }
    }
    return -1;
  }

  private int needed(int page) throws MalformedPayloadException {
    long from = Origin.page(plan.source(page)) * Pages.PAGE;
    if (from < 0 || from >= plan.at(page)) {
      throw new MalformedPayloadException("a copy of what comes later, from byte " + from);
    }
    return (int) (from / Pages.REGION);
  }

  /** As {@link #decode}. */
  private int dictionary(Cursor script) throws MalformedPayloadException {
    dictionary.clear();
    if (plan.bytes(Level.LITERAL) == 0) {
      return -1;
    }
    if (known != null) {
      RegionScript.readWindow(script, plan, known.size() / Pages.PAGE, window);
      dictionary.putPages(known, window);
    }
    RegionScript.readWindow(script, plan, plan.at(0) / Pages.PAGE, window);
    for (int i = 0; i < window.size(); i++) {
      int region = window.get(i) / Pages.PER_REGION;
      if (!done.get(region)) {
        return region;
      }
    }
    dictionary.putPages(target, window);
    return -1;
  }

  private void write(Cursor payload) throws MalformedPayloadException {
    Cursor runs = blocks.read(payload, Pages.REGION, "runs");
    Cursor fresh = blocks.read(payload, Pages.REGION, "fresh bytes");
    Cursor distances = blocks.read(payload, Pages.REGION, "distances");
    Cursor literals = blocks.read(payload, Pages.REGION, dictionary, "literals");
    Cursor raw = blocks.read(payload, Pages.REGION, "raw bytes");
    for (int page = 0; page < plan.pages(); page++) {
      plain(page, literals, raw);
    }
    deltas(runs, fresh);
    moves(runs, fresh, distances);
    for (int page = 0; page < plan.pages(); page++) {
      copy(page);
    }
    runs.demandEnd("runs");
    fresh.demandEnd("fresh bytes");
    distances.demandEnd("distances");
    literals.demandEnd("literals");
    raw.demandEnd("raw bytes");
  }

  private void plain(int page, Cursor literals, Cursor raw) throws MalformedPayloadException {
    long at = plan.at(page);
    int length = plan.length(page);
    switch (plan.level(page)) {
      case SAME -> target.write(at, before(at, length), at, length);
      case ZERO -> target.clear(at, length);
      case LITERAL -> target.write(at, literals.array(), literals.skip(length), length);
      case RAW -> target.write(at, raw.array(), raw.skip(length), length);
      default -> {}
    }
  }

  private void deltas(Cursor runs, Cursor fresh) throws MalformedPayloadException {
    for (int page = 0; page < plan.pages(); page++) {
      if (plan.is(page, Level.DELTA)) {
        long at = plan.at(page);
        int length = plan.length(page);
        Delta.apply(runs, fresh, target, at, length, before(at, length), at);
      }
    }
  }

  private void moves(Cursor runs, Cursor fresh, Cursor distances) throws MalformedPayloadException {
    long distance = 0;
    for (int page = 0; page < plan.pages(); ) {
      int end = plan.endOf(page, Level.SIMILAR);
      int until = plan.offset(end);
      for (int at = page * Pages.PAGE; at < until; ) {
        at += fresh(plan.at(0) + at, until - at, runs, fresh);
        if (at < until) {
          distance += distances.nextSigned();
          at += moved(plan.at(0) + at, until - at, runs, distance);
        }
      }
      page = Math.max(end, page + 1);
    }
  }

  private int fresh(long at, int most, Cursor runs, Cursor fresh) throws MalformedPayloadException {
    int count = runs.nextUpTo(most, "a run of fresh bytes");
    target.write(at, fresh.array(), fresh.skip(count), count);
    return count;
  }

  private int moved(long at, int most, Cursor runs, long distance)
      throws MalformedPayloadException {
    int count = runs.nextUpTo(most, "a run of moved bytes");
    target.write(at, before(at + distance, count), at + distance, count);
    return count;
  }

  private void copy(int page) throws MalformedPayloadException {
    if (plan.is(page, Level.COPY)) {
      long from = Origin.page(plan.source(page)) * Pages.PAGE;
      boolean own = Origin.isOwn(plan.source(page));
      Image source = own ? target : before(from, Pages.PAGE);
      if (plan.length(page) != Pages.PAGE) {
        throw new MalformedPayloadException("a copy into the short page at the end");
      }
      target.write(plan.at(page), source, from, Pages.PAGE);
    }
  }

  /** The base, if it has those bytes. */
  private Image before(long at, int length) throws MalformedPayloadException {
    if (known == null || !known.holds(at, length)) {
      throw new MalformedPayloadException(
          length + " bytes of the base at " + at + ", which has no such");
    }
    return known;
  }

  @Override
  public void close() {
    blocks.close();
  }
}
