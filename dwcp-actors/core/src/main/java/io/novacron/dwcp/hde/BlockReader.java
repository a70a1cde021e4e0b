package io.novacron.dwcp.hde;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictContentType;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;

/** Reads what {@link Blocks} has written. Makes no more than it is allowed to, whatever is said. */
final class BlockReader implements AutoCloseable {
  private final ZstdDecompressCtx plain = new ZstdDecompressCtx().setMagicless(true);
  private final ZstdDecompressCtx against = new ZstdDecompressCtx().setMagicless(true);

  /** A block of at most {@code most} bytes. */
  Cursor read(Cursor from, int most, String what) throws MalformedPayloadException {
    return read(plain, from, most, what);
  }

  /** As {@link #read(Cursor, int, String)}, with the dictionary that it was compressed against. */
  Cursor read(Cursor from, int most, Bytes dictionary, String what)
      throws MalformedPayloadException {
    if (dictionary.length() == 0) {
      return read(plain, from, most, what);
    }
    byte[] exact = Arrays.copyOf(dictionary.array(), dictionary.length());
    against.loadDict(exact, ZstdDictContentType.RAW_CONTENT);
    return read(against, from, most, what);
  }

  private static Cursor read(ZstdDecompressCtx zstd, Cursor from, int most, String what)
      throws MalformedPayloadException {
    int head = from.nextUpTo(most << 1 | 1, what);
    int length = head >>> 1;
    if ((head & 1) == 0) {
      return new Cursor(from.array(), from.skip(length), length);
    }
    int packed = from.nextUpTo(from.left(), what);
    return unpacked(zstd, from.array(), from.skip(packed), packed, length, what);
  }

  private static Cursor unpacked(
      ZstdDecompressCtx zstd, byte[] from, int at, int packed, int length, String what)
      throws MalformedPayloadException {
    var raw = new byte[length];
    try {
      int made = zstd.decompressByteArray(raw, 0, length, from, at, packed);
      if (made != length) {
        throw new MalformedPayloadException(
            what + ": " + made + " bytes came out in place of " + length);
      }
      return new Cursor(raw, 0, length);
    } catch (ZstdException e) {
      throw new MalformedPayloadException(what + ": not a zstd frame of that size", e);
    }
  }

  @Override
  public void close() {
    plain.close();
    against.close();
  }
}
