package io.novacron.dwcp.hde;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictContentType;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link Blocks} has written. Makes no more than it is allowed to, whatever is said.
 * What is read stays until {@link #ROOMS} blocks later.
 */
final class BlockReader implements AutoCloseable {
  /** As many blocks as a region has, and the two before it in a piece of a stream. */
  static final int ROOMS = 8;

  private static final byte[] NONE = {};

  private final ZstdDecompressCtx plain = new ZstdDecompressCtx().setMagicless(true);
  private final ZstdDecompressCtx against = new ZstdDecompressCtx().setMagicless(true);
  private final DirectRoom dictionaryRoom = new DirectRoom();
  private final Bytes[] rooms = new Bytes[ROOMS];
  private int room;

  private final @Nullable RunningUnzstd running;

  /** Of blocks in any order. */
  BlockReader() {
    this(false);
  }

  /**
   * Makes one.
   *
   * @param ordered whether blocks are read in the order they were written in
   */
  BlockReader(boolean ordered) {
    running = ordered ? new RunningUnzstd() : null;
    for (int i = 0; i < ROOMS; i++) {
      rooms[i] = new Bytes(0);
    }
  }

  /** A block of at most {@code most} bytes. */
  Cursor read(Cursor from, int most, String what) throws MalformedPayloadException {
    return read(plain, from, most, what);
  }

  /** As {@link #read(Cursor, int, String)}, with the dictionary that it was compressed against. */
  Cursor read(Cursor from, int most, Bytes dictionary, String what)
      throws MalformedPayloadException {
    if (dictionary.length() == 0) {
      return running == null
          ? read(plain, from, most, what)
          : read(running::unpack, from, most, what);
    }
    int length = dictionary.length();
    ByteBuffer bytes = dictionaryRoom.of(length).put(0, dictionary.array(), 0, length);
    try (var known = dictionary(bytes.slice(0, length))) {
      return readAgainst(known, from, most, what);
    }
  }

  /** The dictionary is let go, or it could not be closed. */
  private Cursor readAgainst(ZstdDictDecompress known, Cursor from, int most, String what)
      throws MalformedPayloadException {
    against.loadDict(known);
    try {
      return read(against, from, most, what);
    } finally {
      against.loadDict(NONE);
    }
  }

  private static ZstdDictDecompress dictionary(ByteBuffer bytes) {
    return new ZstdDictDecompress(bytes, true, ZstdDictContentType.RAW_CONTENT);
  }

  private Cursor read(ZstdDecompressCtx zstd, Cursor from, int most, String what)
      throws MalformedPayloadException {
    return read(
        (packed, at, bytes, raw, length) -> unpack(zstd, packed, at, bytes, raw, length),
        from,
        most,
        what);
  }

  private Cursor read(Unpacking unpacking, Cursor from, int most, String what)
      throws MalformedPayloadException {
    int head = from.nextUpTo(most << 1 | 1, what);
    int length = head >>> 1;
    if ((head & 1) == 0) {
      return new Cursor(from.array(), from.skip(length), length);
    }
    int packed = from.nextUpTo(from.left(), what);
    byte[] raw = room(length);
    int at = from.skip(packed);
    try {
      unpacking.unpack(from.array(), at, packed, raw, length);
      return new Cursor(raw, 0, length);
    } catch (MalformedPayloadException e) {
      throw new MalformedPayloadException(what + ": " + e.getMessage(), e);
    }
  }

  /** Makes {@code length} bytes of packed ones, or nothing. */
  @FunctionalInterface
  private interface Unpacking {
    void unpack(byte[] from, int at, int packed, byte[] raw, int length)
        throws MalformedPayloadException;
  }

  private static void unpack(
      ZstdDecompressCtx zstd, byte[] from, int at, int packed, byte[] raw, int length)
      throws MalformedPayloadException {
    try {
      int made = zstd.decompressByteArray(raw, 0, length, from, at, packed);
      if (made != length) {
        throw new MalformedPayloadException(made + " bytes came out in place of " + length);
      }
    } catch (ZstdException e) {
      throw new MalformedPayloadException("not a zstd frame of " + length + " bytes", e);
    }
  }

  private byte[] room(int length) {
    room = (room + 1) % ROOMS;
    rooms[room].clear();
    rooms[room].grow(length);
    return rooms[room].array();
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
    }
    plain.close();
    against.close();
  }
}
