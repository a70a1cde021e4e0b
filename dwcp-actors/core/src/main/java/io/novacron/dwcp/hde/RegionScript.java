package io.novacron.dwcp.hde;

/** What is said of a region beside its bytes: which page is of which level, and from where. */
final class RegionScript {
  private static final int LEVEL_BITS = 3;
  private static final int LEVEL_MASK = (1 << LEVEL_BITS) - 1;

  /** No script is longer: 256 pages with a source each, and a window of as many runs. */
  static final int MOST_BYTES = 64 << 10;

  /** Pages of a base that one region is compressed against at most. */
  static final int MOST_WINDOW = 512;

  private RegionScript() {}

  static void write(Plan plan, Bytes out) {
    levels(plan, out);
    origins(plan, out);
  }

  private static void levels(Plan plan, Bytes out) {
    for (int page = 0; page < plan.pages(); ) {
      int end = page + 1;
      while (end < plan.pages() && plan.level(end) == plan.level(page)) {
        end++;
      }
      out.putVar((long) (end - page - 1) << LEVEL_BITS | plan.level(page).code());
      page = end;
    }
  }

  private static void origins(Plan plan, Bytes out) {
    long expected = Origin.base(plan.at(0) / Pages.PAGE);
    for (int page = 0; page < plan.pages(); page++) {
      if (plan.is(page, Level.COPY)) {
        out.putSigned(plan.source(page) - expected);
        expected = Origin.next(plan.source(page));
      }
    }
  }

  /** Pages of the base, or of the image, by runs. */
  static void window(Plan plan, PageSet pages, Bytes out) {
    long last = plan.at(0) / Pages.PAGE;
    for (int from = 0; from < pages.size(); ) {
      int end = pages.endOfRun(from);
      out.putVar(end - from);
      out.putSigned(pages.get(from) - last);
      last = pages.get(end - 1) + 1L;
      from = end;
    }
    out.putVar(0);
  }

  /** Fills a plan that has begun. */
  static void read(Cursor script, Plan plan) throws MalformedPayloadException {
    for (int page = 0; page < plan.pages(); ) {
      int most = (plan.pages() - page - 1) << LEVEL_BITS | LEVEL_MASK;
      int run = script.nextUpTo(most, "a run of pages");
      Level level = Level.of(run & LEVEL_MASK);
      for (int end = page + (run >>> LEVEL_BITS) + 1; page < end; page++) {
        plan.settle(page, level, 0);
      }
    }
    readOrigins(script, plan);
  }

  private static void readOrigins(Cursor script, Plan plan) throws MalformedPayloadException {
    long expected = Origin.base(plan.at(0) / Pages.PAGE);
    for (int page = 0; page < plan.pages(); page++) {
      if (plan.is(page, Level.COPY)) {
        plan.settle(page, Level.COPY, expected + script.nextSigned());
        expected = Origin.next(plan.source(page));
      }
    }
  }

  /**
   * The pages that {@link #window} has written.
   *
   * @param end all must come before this page
   */
  static void readWindow(Cursor script, Plan plan, long end, PageSet pages)
      throws MalformedPayloadException {
    pages.clear();
    long last = plan.at(0) / Pages.PAGE;
    int left = MOST_WINDOW * 2;
    for (int run = script.nextUpTo(left, "a window"); run > 0; ) {
      long from = last + script.nextSigned();
      if (from < 0 || from > end - run) {
        throw new MalformedPayloadException("a window that is not there: page " + from);
      }
      pages.addBytes(from * Pages.PAGE, (from + run) * Pages.PAGE);
      last = from + run;
      left -= run;
      run = script.nextUpTo(left, "a window");
    }
  }
}
