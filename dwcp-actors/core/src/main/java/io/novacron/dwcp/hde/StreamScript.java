package io.novacron.dwcp.hde;

/**
 * How a piece of a guest's stream is put together again, without knowing whose stream it is. First
 * comes how many bytes of memory are to be held from now on, 0 for what was said before, otherwise
 * with the length of the base's id and the id, and one more if only the receiver has that base.
 * Then the addresses of the pages that the piece carries, by runs: how many, and how far from where
 * the last run has ended, in pages; a run of 0 ends them. Then what to write, one after another,
 * each a number whose lower two bits say what and whose others how much of it.
 */
final class StreamScript {
  /** So many bytes, as they come. */
  static final int BYTES = 0;

  /** So many records of the next pages, with heads as forecast, and the pages. */
  static final int PAGES = 1;

  /**
   * So many records that say that a page is zero, as forecast; where the first one is follows, from
   * where the last one has ended, in pages; the others come after it.
   */
  static final int ZEROS = 2;

  /** One of those below. */
  static final int OTHER = 3;

  /** A record of the next page, whose head has so many bytes, which are the next of the bytes. */
  static final int HEAD = 0;

  /**
   * A record that says that pages are zero: as many bytes, the next of the bytes; where, from where
   * the last one has ended; how many pages.
   */
  static final int ZERO_HEAD = 1;

  /** What was learned of heads is to be forgotten. */
  static final int FORGET = 2;

  /**
   * On top of the bytes of memory, which are whole pages: the sender does not have the base. Then
   * the hash of a batch's pages is followed by its {@link ClearedPages}.
   */
  static final int ONLY_THEIRS = 1;

  static final int KIND_BITS = 2;
  static final int KIND_MASK = (1 << KIND_BITS) - 1;

  /** Longest head, bytes: a number, and the name of a block of memory. */
  static final int MOST_HEAD = 512;

  /** Most addresses of memory, bytes; as far as pages can be told apart. */
  static final long MOST_MEMORY = Image.MOST_BYTES - HeldImages.MARGIN;

  private StreamScript() {}

  static void op(Bytes out, int kind, long count) {
    out.putVar(count << KIND_BITS | kind);
  }
}
