package io.novacron.dwcp.hde.store;

import java.util.Arrays;

/** Finds pages that need no room. */
final class Zeros {
  private static final byte[] PAGE = new byte[Layout.PAGE];

  private Zeros() {}

  /** Of a page at most. */
  static boolean are(byte[] content, int at, int length) {
    return Arrays.equals(content, at, at + length, PAGE, 0, length);
  }

  /** Where the first page from {@code from} on begins that is not zero; {@code length} if none. */
  static int end(byte[] content, int from, int length) {
    int at = from;
    while (at < length && are(content, at, Math.min(Layout.PAGE, length - at))) {
      at += Layout.PAGE;
    }
    return Math.min(at, length);
  }

  /** Where the first page of zeros from {@code from} on begins; {@code length} if none does. */
  static int start(byte[] content, int from, int length) {
    int at = from;
    while (at < length && !are(content, at, Math.min(Layout.PAGE, length - at))) {
      at += Layout.PAGE;
    }
    return Math.min(at, length);
  }

  /** How many pages of the first {@code length} bytes are not zero. */
  static int countOthers(byte[] content, int length) {
    int others = 0;
    for (int at = 0; at < length; at += Layout.PAGE) {
      if (!are(content, at, Math.min(Layout.PAGE, length - at))) {
        others++;
      }
    }
    return others;
  }
}
