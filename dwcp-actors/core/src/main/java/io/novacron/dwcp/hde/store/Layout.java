package io.novacron.dwcp.hde.store;

import io.novacron.dwcp.hde.Digests;
import java.util.regex.Pattern;

/** Where things are in the file of an entry, and in the folder. All numbers little-endian. */
final class Layout {
  /** Of the folder and of each entry; what is later is not understood. */
  static final int VERSION = 1;

  /** Bytes before the image. */
  static final int MARGIN = 1 << 20;

  /** Bytes with one digest. */
  static final int REGION = 1 << 20;

  static final int PAGE = 4096;

  /** Bytes of image at most. */
  static final long MOST_IMAGE = 4L << 40;

  private static final long LAST_TIME = 253_402_300_799_999L; // the end of the year 9999

  static final String LOCK = "lock";
  static final String FORMAT = "format";
  static final String ENTRY = ".base";
  static final String DRAFT = ".draft";
  static final Pattern ENTRY_NAME = Pattern.compile("[0-9a-f]{64}\\.base");
  static final Pattern DRAFT_NAME = Pattern.compile("[0-9]{10}\\.draft");

  private Layout() {}

  /** Whether {@code millis} since 1970 can be reckoned with. */
  static boolean isTime(long millis) {
    return millis >= 0 && millis <= LAST_TIME;
  }

  static int regions(long image) {
    return Math.toIntExact((image + REGION - 1) / REGION);
  }

  static int regionBytes(long image, int region) {
    return (int) Math.min(REGION, image - (long) region * REGION);
  }

  static long regionAt(int region) {
    return MARGIN + (long) region * REGION;
  }

  static long tableAt(long image) {
    return MARGIN + image;
  }

  static int tableBytes(long image) {
    return Math.multiplyExact(regions(image), Digests.BYTES);
  }

  /** Length of the file of an image. */
  static long fileBytes(long image) {
    return tableAt(image) + tableBytes(image);
  }

  /** The largest image whose file has {@code most} bytes; 0 for none. */
  static long imageWithin(long most) {
    long image = most - MARGIN;
    image -= Math.ceilDiv(Math.max(0, image), REGION) * Digests.BYTES;
    return Math.clamp(image, 0, MOST_IMAGE);
  }
}
