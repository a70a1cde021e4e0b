package io.novacron.dwcp.hde.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What there is of a stream, from where it was read to; numbers are big-endian. */
public final class Piece {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] array;
  private final int end;
  private int at;

  /** {@code length} bytes from {@code at} on. */
  public Piece(byte[] array, int at, int length) {
    this.array = array;
    this.at = at;
    this.end = at + length;
  }

  byte[] array() {
    return array;
  }

  /** Where what was not said yet begins in the array. */
  int at() {
    return at;
  }

  void move(int count) {
    at += count;
  }

  /** Bytes that there are. */
  public int left() {
    return end - at;
  }

  /** Whether there are {@code count} bytes. */
  public boolean has(int count) {
    return left() >= count;
  }

  /** The byte {@code offset} bytes from here, from 0 to 255; {@link #has} is up to the caller. */
  public int u8(int offset) {
    return array[at + offset] & 0xFF;
  }

  /** Two bytes, from 0 to 65535. */
  public int u16(int offset) {
    return u8(offset) << 8 | u8(offset + 1);
  }

  /** Four bytes, signed. */
  public int i32(int offset) {
    return (int) INT.get(array, at + offset);
  }

  /** Eight bytes, signed. */
  public long i64(int offset) {
    return (long) LONG.get(array, at + offset);
  }

  /** {@code length} bytes as characters of ISO 8859-1, so that different bytes are never equal. */
  public String text(int offset, int length) {
    return new String(array, at + offset, length, StandardCharsets.ISO_8859_1);
  }
}
