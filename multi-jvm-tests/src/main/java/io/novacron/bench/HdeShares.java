package io.novacron.bench;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * What a ratio owes to the image itself.
 *
 * @param zero pages of nothing but zeros, as a share of all
 * @param duplicate other pages that came earlier in the image, as a share of all
 */
record HdeShares(double zero, double duplicate) {
  private static final int PAGE = 4096;

  static HdeShares of(MemorySegment image) {
    long pages = image.byteSize() / PAGE;
    ByteBuffer zeros = ByteBuffer.allocate(PAGE);
    Set<ByteBuffer> seen = new HashSet<>();
    long zero = 0;
    long duplicate = 0;
    for (long page = 0; page < pages; page++) {
      ByteBuffer bytes = image.asSlice(page * PAGE, PAGE).asByteBuffer();
      if (bytes.equals(zeros)) {
        zero++;
      } else if (!seen.add(bytes)) {
        duplicate++;
      }
    }
    return new HdeShares(
        (double) zero / Math.max(1, pages), (double) duplicate / Math.max(1, pages));
  }
}
