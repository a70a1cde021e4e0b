package io.novacron.dwcp.hde;

import java.util.Arrays;

/** Bytes that are written one after another, into an array that grows and is used again. */
final class Bytes {
  private byte[] array;
  private int length;

  Bytes(int expected) {
    array = new byte[expected];
  }

  byte[] array() {
    return array;
  }

  int length() {
    return length;
  }

  /** What was written, in an array of its own. */
  byte[] copy() {
    return Arrays.copyOf(array, length);
  }

  void clear() {
    length = 0;
  }

  /** Forgets what came after the first {@code kept} bytes. */
  void cut(int kept) {
    length = kept;
  }

  /** Where {@code more} bytes may be written; they count. */
  int grow(int more) {
    int at = length;
    if (array.length - at < more) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, at + more));
    }
    length += more;
    return at;
  }

  void put(int value) {
    int at = grow(1);
    array[at] = (byte) value;
  }

  void put(byte[] from, int at, int count) {
    int to = grow(count);
    System.arraycopy(from, at, array, to, count);
  }

  void put(Image from, long at, int count) {
    int to = grow(count);
    from.copy(at, count, array, to);
  }

  /** Whole pages, by their numbers. */
  void putPages(Image from, PageSet pages) {
    for (int i = 0; i < pages.size(); i++) {
      put(from, (long) pages.get(i) * Pages.PAGE, Pages.PAGE);
    }
  }

  /** 8 bytes, the lowest first. */
  void putLong(long value) {
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      put((int) (value >>> shift));
    }
  }

  /** 7 bits a byte, the lowest first (LEB128). */
  void putVar(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      put((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    put((int) rest);
  }

  /** As {@link #putVar}, for numbers that may be below zero. */
  void putSigned(long value) {
    putVar(value << 1 ^ value >> 63);
  }
}
