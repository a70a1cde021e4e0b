package io.novacron.dwcp.hde.stream;

/**
 * A stretch of memory that has a name of its own.
 *
 * @param bytes its size, above 0, perhaps no multiple of a page
 * @param start where it begins in the image of {@link RamLayout}, bytes; a multiple of a page
 */
public record RamBlock(String name, long bytes, long start) {
  /** Bytes that it takes up in the image: whole pages. */
  public long room() {
    return Math.ceilDiv(bytes, RamLayout.PAGE) * RamLayout.PAGE;
  }
}
