package io.novacron.dwcp.hde;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictContentType;
import java.util.Arrays;

/**
 * Writes blocks of bytes: as they are, or as a zstd frame without the parts that are known anyhow
 * (RFC 8878), whichever is shorter.
 */
final class Blocks implements AutoCloseable {
  /** Below this nothing is gained. */
  private static final int LEAST = 24;

  /**
   * With a dictionary, so that all of it is indexed: by default zstd sizes its tables for what it
   * compresses, and then finds the tail of a dictionary only.
   */
  private static final int TABLE_LOG = 18;

  /** With one of what came before, which is small. */
  private static final int SMALL_TABLE_LOG = 17;

  /** Levels of one strategy, which looks for matches of five bytes at least unless told. */
  private static final int DOUBLE_FAST_FROM = 3;

  private static final int DOUBLE_FAST_TO = 4;

  /** Guest memory has more of these than text does; costs no time. */
  private static final int SHORT_MATCH = 4;

  /** What is worth pointing into a dictionary of the base for. */
  private static final int LONG_MATCH = 6;

  /** Most bytes that the length of a block takes. */
  private static final int SIZE = 5;

  private final ZstdCompressCtx plain;
  private final ZstdCompressCtx against;
  private final ZstdCompressCtx after;

  Blocks(int level) {
    plain = context(level);
    against = context(level).setHashLog(TABLE_LOG).setChainLog(TABLE_LOG);
    after = context(level).setHashLog(SMALL_TABLE_LOG).setChainLog(SMALL_TABLE_LOG);
    if (DOUBLE_FAST_FROM <= level && level <= DOUBLE_FAST_TO) {
      plain.setMinMatch(SHORT_MATCH);
      against.setMinMatch(LONG_MATCH);
      after.setMinMatch(SHORT_MATCH);
    }
  }

  private static ZstdCompressCtx context(int level) {
    return new ZstdCompressCtx()
        .setLevel(level)
        .setMagicless(true)
        .setChecksum(false)
        .setContentSize(false)
        .setDictID(false);
  }

  /** Appends {@code raw}: twice its length, and one more if packed; then its bytes. */
  void write(Bytes raw, Bytes out) {
    write(plain, raw, out);
  }

  /**
   * As {@link #write(Bytes, Bytes)}, compressed against a dictionary, which may be empty.
   *
   * @param ofBase whether any of it is of the base
   */
  void write(Bytes raw, Bytes dictionary, boolean ofBase, Bytes out) {
    if (dictionary.length() == 0 || raw.length() < LEAST) {
      write(plain, raw, out);
      return;
    }
    ZstdCompressCtx zstd = ofBase ? against : after;
    byte[] exact = Arrays.copyOf(dictionary.array(), dictionary.length());
    zstd.loadDict(exact, ZstdDictContentType.RAW_CONTENT);
    write(zstd, raw, out);
  }

  /** Whether zstd makes less than a fiftieth of {@code bytes} go away. */
  boolean isNoise(Bytes bytes) {
    int packed = Math.toIntExact(Zstd.compressBound(bytes.length()));
    var room = new byte[packed];
    packed = plain.compressByteArray(room, 0, room.length, bytes.array(), 0, bytes.length());
    return packed > bytes.length() - bytes.length() / 50;
  }

  private static void write(ZstdCompressCtx zstd, Bytes raw, Bytes out) {
    int length = raw.length();
    int before = out.length();
    if (length >= LEAST) {
      out.putVar((long) length << 1 | 1);
      if (pack(zstd, raw, out) < length) {
        return;
      }
      out.cut(before);
    }
    store(raw, out);
  }

  /** Bytes that it took. */
  private static int pack(ZstdCompressCtx zstd, Bytes raw, Bytes out) {
    int room = (int) Zstd.compressBound(raw.length());
    int at = out.grow(room + SIZE);
    int packed = zstd.compressByteArray(out.array(), at + SIZE, room, raw.array(), 0, raw.length());
    out.cut(at);
    out.putVar(packed);
    int shift = at + SIZE - out.length();
    int to = out.grow(packed);
    System.arraycopy(out.array(), to + shift, out.array(), to, packed);
    return packed + SIZE - shift;
  }

  /** Appends {@code raw} as it is. */
  static void store(Bytes raw, Bytes out) {
    out.putVar((long) raw.length() << 1);
    out.put(raw.array(), 0, raw.length());
  }

  @Override
  public void close() {
    plain.close();
    against.close();
    after.close();
  }
}
