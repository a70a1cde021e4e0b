package io.novacron.dwcp.hde;

/** Reads what {@link Bytes} has written, and believes none of it. */
final class Cursor {
  private final byte[] bytes;
  private final int end;
  private int at;

  Cursor(byte[] bytes, int at, int length) {
    this.bytes = bytes;
    this.at = at;
    this.end = at + length;
  }

  byte[] array() {
    return bytes;
  }

  int left() {
    return end - at;
  }

  /** Steps over {@code count} bytes, and says where they begin. */
  int skip(int count) throws MalformedPayloadException {
    if (count < 0 || count > left()) {
      throw new MalformedPayloadException(count + " bytes announced, " + left() + " there");
    }
    int from = at;
    at += count;
    return from;
  }

  int next() throws MalformedPayloadException {
    return bytes[skip(1)] & 0xFF;
  }

  /** 8 bytes, the lowest first. */
  long nextLong() throws MalformedPayloadException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      value |= (long) next() << shift;
    }
    return value;
  }

  long nextVar() throws MalformedPayloadException {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int piece = next();
      value |= (long) (piece & 0x7F) << shift;
      if (piece < 0x80) {
        return value;
      }
    }
    throw new MalformedPayloadException("a number of more than 63 bits");
  }

  /** One that may not be above {@code most}. */
  int nextUpTo(int most, String what) throws MalformedPayloadException {
    long value = nextVar();
    if (value > most) {
      throw new MalformedPayloadException(what + " is " + value + ", at most " + most + " may be");
    }
    return (int) value;
  }

  long nextSigned() throws MalformedPayloadException {
    long folded = nextVar();
    return folded >>> 1 ^ -(folded & 1);
  }

  void demandEnd(String what) throws MalformedPayloadException {
    if (left() != 0) {
      throw new MalformedPayloadException(left() + " bytes left over after " + what);
    }
  }
}
