package io.novacron.dwcp.hde;

/** Writes the {@link StreamScript} of one piece after another. */
final class ScriptWriter {
  private final Bytes ops = new Bytes(1 << 12);
  private final Bytes bytes = new Bytes(1 << 12);
  private final Bytes script = new Bytes(1 << 12);
  private final HeadForecast pageHeads = new HeadForecast();
  private final HeadForecast zeroHeads = new HeadForecast();

  private long opened;
  private byte[] base = new byte[0];
  private boolean theirs;
  private int kind = StreamScript.BYTES;
  private long run;

  /** Of a run of zeros: how far behind the last one it begins, in pages. */
  private long gap;

  /** Where the last record of zeros has ended. */
  private long zeroEnd;

  /** Where the last run of pages has ended. */
  private long pageEnd;

  void clear() {
    opened = 0;
    theirs = false;
    clearOps();
  }

  private void clearOps() {
    endRun();
    ops.clear();
    bytes.clear();
  }

  /**
   * So much memory is to be held, before anything else.
   *
   * @param onlyTheirs whether the base is not here, and only the hashes of its pages are known
   */
  void open(long memoryBytes, byte[] baseId, boolean onlyTheirs) {
    opened = memoryBytes;
    base = baseId;
    theirs = onlyTheirs;
  }

  void bytes(byte[] from, int at, int length) {
    go(StreamScript.BYTES, length);
    bytes.put(from, at, length);
  }

  /** The head of the next page, which is for {@code address}. */
  void page(byte[] head, int at, int width, long address) {
    if (pageHeads.fits(head, at, width, address)) {
      pageHeads.confirm(address);
      go(StreamScript.PAGES, 1);
    } else {
      pageHeads.learn(head, at, width, address);
      other(StreamScript.HEAD, width);
      bytes.put(head, at, width);
    }
  }

  void zeros(byte[] record, int at, int width, long address, long pages) {
    long from = (address - zeroEnd) / Pages.PAGE;
    zeroEnd = address + pages * Pages.PAGE;
    if (pages == 1 && zeroHeads.fits(record, at, width, address)) {
      zeroHeads.confirm(address);
      zero(from);
    } else {
      zeroHeads.learn(record, at, width, address);
      other(StreamScript.ZERO_HEAD, width);
      ops.putSigned(from);
      ops.putVar(pages);
      bytes.put(record, at, width);
    }
  }

  private void zero(long from) {
    if (from != 0) {
      endRun();
    }
    gap = from == 0 && kind == StreamScript.ZEROS ? gap : from;
    go(StreamScript.ZEROS, 1);
  }

  private void other(int what, int width) {
    endRun();
    StreamScript.op(ops, StreamScript.OTHER, what);
    ops.putVar(width);
  }

  private void go(int next, long more) {
    if (kind != next) {
      endRun();
      kind = next;
    }
    run += more;
  }

  private void endRun() {
    if (run > 0) {
      StreamScript.op(ops, kind, run);
      if (kind == StreamScript.ZEROS) {
        ops.putSigned(gap);
      }
    }
    run = 0;
    kind = StreamScript.BYTES;
  }

  /**
   * Writes the script of all since {@link #clear}, and the bytes that it speaks of.
   *
   * @param addresses of the pages, of which there are {@code count}
   */
  void write(long[] addresses, int count, Blocks blocks, Bytes out) {
    script.clear();
    writeOpened();
    list(addresses, count);
    finish(bytes, blocks, out);
  }

  private void writeOpened() {
    script.putVar(theirs ? opened + StreamScript.ONLY_THEIRS : opened);
    if (opened > 0) {
      script.putVar(base.length);
      script.put(base, 0, base.length);
    }
  }

  private void finish(Bytes spokenOf, Blocks blocks, Bytes out) {
    endRun();
    script.put(ops.array(), 0, ops.length());
    blocks.write(script, out);
    blocks.write(spokenOf, out);
  }

  private void list(long[] addresses, int count) {
    for (int from = 0; from < count; ) {
      int end = from + 1;
      while (end < count && addresses[end] == addresses[end - 1] + Pages.PAGE) {
        end++;
      }
      script.putVar(end - from);
      script.putSigned((addresses[from] - pageEnd) / Pages.PAGE);
      pageEnd = addresses[end - 1] + Pages.PAGE;
      from = end;
    }
    script.putVar(0);
  }

  /**
   * In place of all records since {@link #clear}: nothing but bytes. What was learned from those
   * records is forgotten on both sides, since the receiver never sees them.
   */
  void writePlain(Bytes raw, Blocks blocks, Bytes out) {
    clearOps();
    pageHeads.forget();
    zeroHeads.forget();
    pageEnd = 0;
    zeroEnd = 0;
    StreamScript.op(ops, StreamScript.OTHER, StreamScript.FORGET);
    go(StreamScript.BYTES, raw.length());
    script.clear();
    writeOpened();
    script.putVar(0);
    finish(raw, blocks, out);
  }
}
