package io.novacron.dwcp.hde;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Turns one region after another into the payload of a frame, and keeps the ledger. */
final class RegionEncoder {
  private final Image image;
  private final @Nullable BaseIndex base;
  private final Blocks blocks;
  private final Ledger ledger;
  private final LongSupplier cpu;
  private final PageSorter sorter;
  private final @Nullable MovedSorter moved;
  private final NoiseSorter noise;

  private final Plan plan = new Plan();
  private final Delta delta = new Delta();
  private final Bytes distances = new Bytes(1 << 10);
  private final Bytes script = new Bytes(1 << 12);
  private final Bytes literals = new Bytes(Pages.REGION);
  private final Bytes dictionary = new Bytes(Pages.REGION);
  private final Bytes payload = new Bytes(Pages.REGION);

  private final PageSet window = new PageSet();
  private @Nullable OwnIndex own;

  private Effort effort = Effort.FULL;
  private long since;

  /**
   * What may be spent on a region.
   *
   * @param similar whether pieces that have moved are looked for in the base
   * @param ownWindow whether what was sent before may be a dictionary
   */
  record Effort(boolean similar, boolean ownWindow) {
    static final Effort FULL = new Effort(true, true);
  }

  RegionEncoder(
      Image image, @Nullable BaseIndex base, Blocks blocks, Ledger ledger, LongSupplier cpu) {
    this.image = image;
    this.base = base;
    this.blocks = blocks;
    this.ledger = ledger;
    this.cpu = cpu;
    sorter = new PageSorter(image, base);
    noise = new NoiseSorter(image, blocks);
    moved = base == null ? null : new MovedSorter(image, base);
  }

  /**
   * Looks at a region.
   *
   * @return whether all of its pages are of one level that sends nothing: {@link Level#SAME} or
   *     {@link Level#ZERO}; null if it is to be {@linkplain #encode encoded}
   */
  @Nullable Level begin(int region) {
    plan.begin(Image.startOf(region), image.lengthOf(region));
    since = cpu.getAsLong();
    if (image.isZero(plan.at(0), image.lengthOf(region))) {
      plan.settleAll(Level.ZERO);
      charge(Level.ZERO);
      return note(Level.ZERO);
    }
    sortFree();
    Level first = plan.level(0);
    return first == Level.SAME && plan.isAll(first) ? note(first) : null;
  }

  /**
   * Looks at the first {@code length} bytes of an image that is filled anew each time; nothing of
   * earlier fillings is remembered.
   */
  Plan beginAnew(int length) {
    plan.begin(0, length);
    since = cpu.getAsLong();
    sorter.forget();
    sortFree();
    return plan;
  }

  void spend(Effort most) {
    effort = most;
  }

  private void sortFree() {
    sorter.same(plan);
    charge(Level.SAME);
    sorter.zero(plan);
    charge(Level.ZERO);
    ledger.changed(plan.bytes(Level.LITERAL));
  }

  private Level note(Level level) {
    ledger.in(level, plan.bytes(level));
    return level;
  }

  /** The payload, which is used again for the next region. */
  Bytes encode() {
    script.clear();
    payload.clear();
    since = cpu.getAsLong();
    sort();
    write();
    for (Level level : Level.values()) {
      ledger.in(level, plan.bytes(level));
    }
    return payload;
  }

  private void sort() {
    sorter.copies(plan);
    charge(Level.COPY);
    sorter.deltas(plan);
    charge(Level.DELTA);
    if (moved != null) {
      sortMoved(moved);
    }
    noise.sort(plan, this::isLikeAnything);
    charge(Level.RAW);
  }

  private void sortMoved(MovedSorter sorter) {
    sorter.forget();
    if (effort.similar() && plan.bytes(Level.LITERAL) > 0) {
      sorter.sort(plan);
      charge(Level.SIMILAR);
    }
  }

  private boolean isLikeAnything(int page) {
    return isRelated(page) || (effort.ownWindow() && own().isRelated(plan, page));
  }

  private void charge(Level level) {
    long now = cpu.getAsLong();
    ledger.cpu(level, now - since);
    since = now;
  }

  private void write() {
    RegionScript.write(plan, script);
    gather(Level.LITERAL, literals);
    window();
    charge(Level.LITERAL);
    blocks.write(script, payload);
    ledger.framed(payload.length());
    writeDeltas();
    int before = payload.length();
    blocks.write(literals, dictionary, payload);
    ledger.out(Level.LITERAL, payload.length() - before);
    charge(Level.LITERAL);
    writeRaw();
  }

  private void writeRaw() {
    int before = payload.length();
    gather(Level.RAW, literals);
    Blocks.store(literals, payload);
    ledger.out(Level.RAW, payload.length() - before);
    charge(Level.RAW);
  }

  /** Both kinds share streams: what these take is split by what went into them. */
  private void writeDeltas() {
    int before = payload.length();
    int ofDelta = deltas();
    int all = delta.runs.length() + delta.fresh.length() + distances.length();
    blocks.write(delta.runs, payload);
    blocks.write(delta.fresh, payload);
    blocks.write(distances, payload);
    int bytes = payload.length() - before;
    int share = all == 0 ? bytes : (int) ((long) bytes * ofDelta / all);
    ledger.out(Level.DELTA, share);
    ledger.out(Level.SIMILAR, bytes - share);
    charge(Level.DELTA);
  }

  /** How many of the bytes are of pages with few differences. */
  private int deltas() {
    delta.clear();
    distances.clear();
    if (base == null || moved == null) {
      return 0;
    }
    for (int page = 0; page < plan.pages(); page++) {
      if (plan.is(page, Level.DELTA)) {
        long at = plan.at(page);
        delta.add(image, at, plan.length(page), base.image(), at, PageSorter.MOST_DELTA);
      }
    }
    int bytes = delta.runs.length() + delta.fresh.length();
    moved.write(plan, delta, distances);
    return bytes;
  }

  private void gather(Level level, Bytes to) {
    to.clear();
    for (int page = 0; page < plan.pages(); page++) {
      if (plan.is(page, level)) {
        to.put(image, plan.at(page), plan.length(page));
      }
    }
  }

  private void window() {
    dictionary.clear();
    if (literals.length() > 0) {
      if (moved != null) {
        moved.window(plan, script, dictionary);
      }
      ownWindow();
    }
    if (effort.ownWindow() && plan.bytes(Level.LITERAL) + plan.bytes(Level.RAW) > 0) {
      own().add(plan, Level.LITERAL);
      own().add(plan, Level.RAW);
    }
  }

  /** Made when it is asked for the first time. */
  private OwnIndex own() {
    OwnIndex index = own == null ? new OwnIndex(image) : own;
    own = index;
    return index;
  }

  /** What nothing was found of in the base may be like what came before. */
  private void ownWindow() {
    window.clear();
    for (int page = 0; page < plan.pages(); page++) {
      if (effort.ownWindow()
          && plan.is(page, Level.LITERAL)
          && !isRelated(page)
          && window.size() < RegionScript.MOST_WINDOW) {
        own().relate(plan, page, window);
      }
    }
    RegionScript.window(plan, window, script);
    dictionary.putPages(image, window);
  }

  private boolean isRelated(int page) {
    return moved != null && moved.isRelated(page);
  }
}
