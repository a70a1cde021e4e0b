package io.novacron.dwcp.hde;

/** Reads what {@link ScriptWriter} has written, and believes none of it. */
final class ScriptReader {
  private final HeadForecast pageHeads = new HeadForecast();
  private final HeadForecast zeroHeads = new HeadForecast();
  private long zeroEnd;
  private long pageEnd;

  private Cursor script = new Cursor(new byte[0], 0, 0);
  private Cursor bytes = script;
  private byte[] out = new byte[0];
  private int made;
  private int page;

  /** The pages that the piece carries. */
  void list(Cursor from, PageBatch piece) throws MalformedPayloadException {
    int most = Pages.PER_REGION;
    for (int run = from.nextUpTo(most, "pages of a piece"); run > 0; ) {
      long first = addressed(pageEnd, from.nextSigned(), run);
      for (int i = 0; i < run; i++) {
        piece.expect(first + (long) i * Pages.PAGE);
      }
      pageEnd = first + (long) run * Pages.PAGE;
      most -= run;
      run = from.nextUpTo(most, "pages of a piece");
    }
  }

  private static long addressed(long end, long pages, long count) throws MalformedPayloadException {
    long most = StreamScript.MOST_MEMORY / Pages.PAGE;
    long first = end / Pages.PAGE + pages;
    if (count > most || first < 0 || first > most - count) {
      throw new MalformedPayloadException("memory at page " + first + " of at most " + most);
    }
    return first * Pages.PAGE;
  }

  /**
   * Writes the stream again, and notes which pages it makes zero.
   *
   * @param ops the script, after the pages
   * @param rawBytes how long that must be
   */
  byte[] rebuild(Cursor ops, Cursor spokenOf, PageBatch piece, int rawBytes)
      throws MalformedPayloadException {
    script = ops;
    bytes = spokenOf;
    out = new byte[rawBytes];
    made = 0;
    page = 0;
    while (script.left() > 0) {
      long op = script.nextVar();
      perform((int) op & StreamScript.KIND_MASK, op >>> StreamScript.KIND_BITS, piece);
    }
    bytes.demandEnd("the bytes of a piece");
    if (made != rawBytes || page != piece.count()) {
      throw new MalformedPayloadException(
          made + " bytes and " + page + " pages, of " + rawBytes + " and " + piece.count());
    }
    return out;
  }

  private void perform(int kind, long count, PageBatch piece) throws MalformedPayloadException {
    switch (kind) {
      case StreamScript.BYTES -> copy(bound(count));
      case StreamScript.PAGES -> pages(bound(count), piece);
      case StreamScript.ZEROS -> zeros(bound(count), piece);
      default -> other(bound(count), piece);
    }
  }

  /** There cannot be more of anything than bytes. */
  private int bound(long count) throws MalformedPayloadException {
    if (count > out.length) {
      throw new MalformedPayloadException(count + " of something, in " + out.length + " bytes");
    }
    return (int) count;
  }

  private void copy(int count) throws MalformedPayloadException {
    int to = room(count);
    System.arraycopy(bytes.array(), bytes.skip(count), out, to, count);
  }

  private int room(int count) throws MalformedPayloadException {
    if (count > out.length - made) {
      throw new MalformedPayloadException("more than " + out.length + " bytes");
    }
    int at = made;
    made += count;
    return at;
  }

  private void pages(int count, PageBatch piece) throws MalformedPayloadException {
    for (int i = 0; i < count; i++) {
      pageHeads.write(nextAddress(piece), out, room(known(pageHeads)));
      content(piece);
    }
  }

  private static int known(HeadForecast heads) throws MalformedPayloadException {
    if (heads.width() == 0) {
      throw new MalformedPayloadException("a head as forecast, without a forecast");
    }
    return heads.width();
  }

  private long nextAddress(PageBatch piece) throws MalformedPayloadException {
    if (page == piece.count()) {
      throw new MalformedPayloadException("more pages than the piece has: " + page);
    }
    return piece.addresses()[page];
  }

  private void content(PageBatch piece) throws MalformedPayloadException {
    piece.pages().copy((long) page * Pages.PAGE, Pages.PAGE, out, room(Pages.PAGE));
    page++;
  }

  private void zeros(int count, PageBatch piece) throws MalformedPayloadException {
    long first = addressed(zeroEnd, script.nextSigned(), count);
    for (int i = 0; i < count; i++) {
      zeroHeads.write(first + (long) i * Pages.PAGE, out, room(known(zeroHeads)));
    }
    zeroed(first, count, piece);
  }

  private void zeroed(long first, long pages, PageBatch piece) {
    zeroEnd = first + pages * Pages.PAGE;
    piece.zeroed().add(first, pages, page);
  }

  private void other(int what, PageBatch piece) throws MalformedPayloadException {
    switch (what) {
      case StreamScript.HEAD -> {
        long address = nextAddress(piece);
        int at = head();
        pageHeads.learn(out, at, made - at, address);
        content(piece);
      }
      case StreamScript.ZERO_HEAD -> {
        int at = head();
        long gap = script.nextSigned();
        long pages = script.nextVar();
        long first = addressed(zeroEnd, gap, pages);
        zeroHeads.learn(out, at, made - at, first);
        zeroed(first, pages, piece);
      }
      case StreamScript.FORGET -> {
        pageHeads.forget();
        zeroHeads.forget();
        pageEnd = 0;
        zeroEnd = 0;
      }
      default -> throw new MalformedPayloadException("no such step of a script: " + what);
    }
  }

  /** Where it begins. */
  private int head() throws MalformedPayloadException {
    int at = made;
    copy(script.nextUpTo(StreamScript.MOST_HEAD, "a head"));
    if (made == at) {
      throw new MalformedPayloadException("a head of no bytes");
    }
    return at;
  }
}
