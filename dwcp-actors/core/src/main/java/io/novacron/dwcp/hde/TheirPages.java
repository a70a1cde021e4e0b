package io.novacron.dwcp.hde;

import java.lang.foreign.MemorySegment;

/**
 * What the receiver has kept of the guest's memory and the sender has not: a hash of each page. Two
 * pages with the same hash are taken for the same one, which is proved afterwards by what comes
 * out.
 */
public final class TheirPages {
  /** Most pages whose hashes are told: they take an eighth of the heap, or 512 MiB. */
  public static final int MOST =
      (int) Math.min(1 << 26, Runtime.getRuntime().maxMemory() / 8 / Long.BYTES);

  private final String base;
  private final long[] hashes;
  private final PageHash hash;

  /** Makes hashes that mean something to the two sides of one transfer alone. */
  @FunctionalInterface
  public interface PageHash {
    /** Of {@code length} bytes from {@code at} on. */
    long hash(MemorySegment bytes, long at, int length);
  }

  /**
   * Makes one.
   *
   * @param base id of the image that the receiver has
   * @param hashes of its pages, in order; not to be changed thereafter
   * @param hash as they were made by
   */
  public TheirPages(String base, long[] hashes, PageHash hash) {
    this.base = base;
    this.hashes = hashes;
    this.hash = hash;
  }

  /**
   * How many pages so many bytes are.
   *
   * @throws IllegalArgumentException if they are not whole pages, or more than {@link #MOST}
   */
  public static int pages(long bytes) {
    if (bytes % Pages.PAGE != 0 || bytes / Pages.PAGE > MOST) {
      throw new IllegalArgumentException("no index of " + bytes + " bytes");
    }
    return (int) (bytes / Pages.PAGE);
  }

  /**
   * Hashes an image, or a part of one.
   *
   * @throws IllegalArgumentException as {@link #pages}
   */
  public static long[] hashes(MemorySegment image, PageHash hash) {
    long[] hashes = new long[pages(image.byteSize())];
    for (int page = 0; page < hashes.length; page++) {
      hashes[page] = hash.hash(image, (long) page * Pages.PAGE, Pages.PAGE);
    }
    return hashes;
  }

  String base() {
    return base;
  }

  int count() {
    return hashes.length;
  }

  /** Bytes of the image. */
  long bytes() {
    return (long) hashes.length * Pages.PAGE;
  }

  /** Of a page of theirs. */
  long at(int page) {
    return hashes[page];
  }

  /** Of a page that is here. */
  long of(Image pages, int page) {
    return pages.hash((long) page * Pages.PAGE, Pages.PAGE, hash);
  }
}
