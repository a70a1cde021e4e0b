package io.novacron.dwcp.hde;

import java.util.Arrays;

/**
 * Forecasts the heads of records that say where a page belongs: they begin with a number,
 * big-endian, that grows with the address, and are otherwise as the one before. Sender and receiver
 * learn from the same heads, so what comes as forecast need not be sent.
 */
final class HeadForecast {
  private byte[] last = new byte[0];
  private long address;

  /** By how much the number grows from a page to the next. */
  private long step = Pages.PAGE;

  void forget() {
    last = new byte[0];
    address = 0;
    step = Pages.PAGE;
  }

  /** Bytes of the next head; 0 if nothing is known. */
  int width() {
    return last.length;
  }

  boolean fits(byte[] head, int at, int width, long newAddress) {
    int digits = digits(width);
    return width == last.length
        && Arrays.equals(head, at + digits, at + width, last, digits, width)
        && number(head, at, digits) == next(newAddress);
  }

  /** The number of a head for {@code newAddress}, as many bytes of it as there are. */
  private long next(long newAddress) {
    int unused = Long.SIZE - Byte.SIZE * digits(last.length);
    long pages = (newAddress - address) / Pages.PAGE;
    return (number(last, 0, digits(last.length)) + pages * step) << unused >>> unused;
  }

  /** Writes the forecast for {@code newAddress}, which then is the last head. */
  void write(long newAddress, byte[] to, int at) {
    put(next(newAddress));
    address = newAddress;
    System.arraycopy(last, 0, to, at, last.length);
  }

  private void put(long number) {
    long rest = number;
    for (int i = digits(last.length) - 1; i >= 0; i--) {
      last[i] = (byte) rest;
      rest >>>= Byte.SIZE;
    }
  }

  /** A head that came as forecast. */
  void confirm(long newAddress) {
    put(next(newAddress));
    address = newAddress;
  }

  /** Learns from a head that was sent. */
  void learn(byte[] head, int at, int width, long newAddress) {
    long pages = (newAddress - address) / Pages.PAGE;
    int digits = digits(width);
    if (width == last.length && pages != 0) {
      long grown = number(head, at, digits) - number(last, 0, digits);
      step = grown % pages == 0 ? grown / pages : step;
    }
    last = Arrays.copyOfRange(head, at, at + width);
    address = newAddress;
  }

  private static int digits(int width) {
    return Math.min(width, Long.BYTES);
  }

  private static long number(byte[] from, int at, int digits) {
    long number = 0;
    for (int i = 0; i < digits; i++) {
      number = number << Byte.SIZE | (from[at + i] & 0xFF);
    }
    return number;
  }
}
