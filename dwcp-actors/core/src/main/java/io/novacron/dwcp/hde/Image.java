package io.novacron.dwcp.hde;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What is sent, or what was there before: guest memory, a disk, a file. A view without a copy; its
 * bytes must stay as they are while it is encoded.
 */
public final class Image {
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final long MIX_A = 0x9E3779B97F4A7C15L;
  private static final long MIX_B = 0xC2B2AE3D27D4EB4FL;

  /** Page numbers, and twice that, are to be ints. */
  static final long MOST_BYTES = 4L << 40;

  private final MemorySegment bytes;
  private final long size;

  private Image(MemorySegment bytes) {
    this.bytes = bytes;
    this.size = bytes.byteSize();
  }

  /**
   * A view of {@code bytes}.
   *
   * @throws IllegalArgumentException beyond 4 TiB
   */
  public static Image of(MemorySegment bytes) {
    if (bytes.byteSize() > MOST_BYTES) {
      throw new IllegalArgumentException("at most 4 TiB, got " + bytes.byteSize() + " bytes");
    }
    return new Image(bytes);
  }

  /** Bytes. */
  public long size() {
    return size;
  }

  /** How many regions of 1 MiB, the last one perhaps shorter. */
  public int regions() {
    return Pages.pieces(size, Pages.REGION);
  }

  static long startOf(int region) {
    return (long) region * Pages.REGION;
  }

  int lengthOf(int region) {
    return (int) Math.min(Pages.REGION, size - startOf(region));
  }

  boolean holds(long at, long length) {
    return at >= 0 && at <= size - length;
  }

  long word(long at) {
    return bytes.get(WORD, at);
  }

  byte at(long at) {
    return bytes.get(ValueLayout.JAVA_BYTE, at);
  }

  boolean equal(long at, int length, Image other, long otherAt) {
    return MemorySegment.mismatch(bytes, at, at + length, other.bytes, otherAt, otherAt + length)
        < 0;
  }

  /** How many bytes from {@code at} on are as the other's, {@code most} at most. */
  int equalAfter(long at, int most, Image other, long otherAt) {
    int bound = (int) Math.min(most, other.size - otherAt);
    int i = 0;
    for (; i <= bound - 8; i += 8) {
      long difference = word(at + i) ^ other.word(otherAt + i);
      if (difference != 0) {
        return i + Long.numberOfTrailingZeros(difference) / 8;
      }
    }
    while (i < bound && at(at + i) == other.at(otherAt + i)) {
      i++;
    }
    return i;
  }

  /** How many bytes before {@code at} are as the other's, {@code most} at most. */
  int equalBefore(long at, int most, Image other, long otherAt) {
    int bound = (int) Math.min(most, otherAt);
    int i = 0;
    for (; i <= bound - 8; i += 8) {
      long difference = word(at - i - 8) ^ other.word(otherAt - i - 8);
      if (difference != 0) {
        return i + Long.numberOfLeadingZeros(difference) / 8;
      }
    }
    while (i < bound && at(at - i - 1) == other.at(otherAt - i - 1)) {
      i++;
    }
    return i;
  }

  boolean isZero(long at, int length) {
    int words = length & -32;
    for (int i = 0; i < words; i += 32) {
      if ((word(at + i) | word(at + i + 8) | word(at + i + 16) | word(at + i + 24)) != 0) {
        return false;
      }
    }
    return isZeroByByte(at + words, length - words);
  }

  private boolean isZeroByByte(long at, int length) {
    for (int i = 0; i < length; i++) {
      if (at(at + i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** For finding equal contents; whoever finds some compares. */
  long hash(long at, int length) {
    long a = length;
    long b = 1;
    long c = 2;
    long d = 3;
    int words = length & -32;
    for (int i = 0; i < words; i += 32) {
      a = (a ^ word(at + i)) * MIX_A;
      b = (b ^ word(at + i + 8)) * MIX_B;
      c = (c ^ word(at + i + 16)) * MIX_A;
      d = (d ^ word(at + i + 24)) * MIX_B;
    }
    for (int i = words; i < length; i++) {
      a = (a ^ at(at + i)) * MIX_A;
    }
    return fold(fold(fold(fold(a) ^ b) ^ c) ^ d);
  }

  /** For telling the other side of a transfer. */
  long hash(long at, int length, TheirPages.PageHash by) {
    return by.hash(bytes, at, length);
  }

  private static long fold(long value) {
    return (value ^ value >>> 32) * MIX_B;
  }

  void copy(long at, int length, byte[] to, int toAt) {
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, to, toAt, length);
  }

  /** For what reads buffers; without a copy. */
  ByteBuffer buffer(long at, int length) {
    return bytes.asSlice(at, length).asByteBuffer();
  }

  void write(long at, byte[] from, int fromAt, int length) {
    MemorySegment.copy(from, fromAt, bytes, ValueLayout.JAVA_BYTE, at, length);
  }

  void write(long at, Image from, long fromAt, int length) {
    MemorySegment.copy(from.bytes, fromAt, bytes, at, length);
  }

  /** Makes all zero; what is so already is not written, for the sake of files with holes. */
  void clear(long at, int length) {
    if (!isZero(at, length)) {
      bytes.asSlice(at, length).fill((byte) 0);
    }
  }
}
