package io.novacron.dwcp.hde.stream;

/**
 * What a stream is made of, in order: the bytes of all calls after one another, those of a page
 * being its head and its content, are the stream. Arrays are only to be read, and only during the
 * call.
 */
public interface StreamParts {
  /** Bytes that are no page: headers, names, device state, and whatever was not understood. */
  void bytes(byte[] from, int at, int length);

  /**
   * A page as it is.
   *
   * @param headLength bytes before the content, at most {@link RamLayout#MOST_HEAD}
   * @param address where the page is in the image of {@link RamLayout}, bytes; a multiple of {@link
   *     RamLayout#PAGE}
   * @param page where its {@link RamLayout#PAGE} bytes are, from {@code pageAt} on
   */
  void page(byte[] head, int headAt, int headLength, long address, byte[] page, int pageAt);

  /**
   * A record that says that pages are zero; no content follows.
   *
   * @param length of the record, bytes, at most {@link RamLayout#MOST_HEAD}
   * @param address where the first page is in the image, bytes
   * @param pages how many, in a row, not below 0; all of them are within the image
   */
  void zeroes(byte[] record, int at, int length, long address, long pages);

  /** The image is known; said once, before the first page. */
  void layout(RamLayout layout);
}
