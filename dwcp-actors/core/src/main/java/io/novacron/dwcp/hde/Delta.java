package io.novacron.dwcp.hde;

/**
 * Differences between bytes and bytes that the other side has, after QEMU's XBZRLE
 * (docs/devel/migration/xbzrle): how many are equal, how many are fresh, and so on to the end. The
 * lengths and the fresh bytes are kept apart, since they compress better that way.
 */
final class Delta {
  /** Fewer equal bytes than these in between are cheaper as fresh ones. */
  private static final int GAP = 4;

  final Bytes runs = new Bytes(Pages.REGION / 16);
  final Bytes fresh = new Bytes(Pages.REGION / 4);

  void clear() {
    runs.clear();
    fresh.clear();
  }

  /**
   * Adds the difference of {@code length} bytes.
   *
   * @param limit what it may cost at most, bytes
   * @return what it costs, or -1 if that is more than {@code limit}; then nothing was added
   */
  int add(Image image, long at, int length, Image base, long baseAt, int limit) {
    int runsBefore = runs.length();
    int freshBefore = fresh.length();
    for (int from = 0; from < length; ) {
      int differs = equalUntil(image, at, from, length, base, baseAt);
      int end = freshUntil(image, at, differs, length, base, baseAt, limit);
      write(image, at, from, differs, end, length);
      if (runs.length() - runsBefore + fresh.length() - freshBefore > limit) {
        runs.cut(runsBefore);
        fresh.cut(freshBefore);
        return -1;
      }
      from = end;
    }
    return runs.length() - runsBefore + fresh.length() - freshBefore;
  }

  private void write(Image image, long at, int from, int differs, int end, int length) {
    runs.putVar(differs - from);
    if (differs < length) {
      runs.putVar(end - differs);
      fresh.put(image, at + differs, end - differs);
    }
  }

  private static int equalUntil(
      Image image, long at, int from, int length, Image base, long baseAt) {
    int i = from;
    for (; i <= length - 8; i += 8) {
      long difference = image.word(at + i) ^ base.word(baseAt + i);
      if (difference != 0) {
        return i + Long.numberOfTrailingZeros(difference) / 8;
      }
    }
    while (i < length && image.at(at + i) == base.at(baseAt + i)) {
      i++;
    }
    return i;
  }

  /** Ends a little after {@code limit}, too, since that many are too many anyway. */
  private static int freshUntil(
      Image image, long at, int from, int length, Image base, long baseAt, int limit) {
    int equal = 0;
    int most = Math.min(length, from + limit + GAP + 1);
    for (int i = from; i < most; i++) {
      equal = image.at(at + i) == base.at(baseAt + i) ? equal + 1 : 0;
      if (equal == GAP) {
        return i + 1 - GAP;
      }
    }
    return most - equal;
  }

  /**
   * Writes {@code length} bytes: those of {@code base} with what is fresh.
   *
   * @throws MalformedPayloadException if the runs do not fit that length, or bytes are missing
   */
  static void apply(
      Cursor runs, Cursor fresh, Image target, long at, int length, Image base, long baseAt)
      throws MalformedPayloadException {
    for (int done = 0; done < length; ) {
      int equal = runs.nextUpTo(length - done, "a run of equal bytes");
      target.write(at + done, base, baseAt + done, equal);
      done += equal;
      if (done < length) {
        int count = runs.nextUpTo(length - done, "a run of fresh bytes");
        target.write(at + done, fresh.array(), fresh.skip(count), count);
        done += count;
      }
    }
  }
}
