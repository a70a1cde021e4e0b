package io.novacron.dwcp.hde;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import org.jspecify.annotations.Nullable;

/**
 * Writes blocks of bytes: as they are, or as a zstd frame without the parts that are known anyhow
 * (RFC 8878), whichever is shorter.
 */
final class Blocks implements AutoCloseable {
  /** Below this nothing is gained. */
  private static final int LEAST = 24;

  /** Levels of one strategy, which looks for matches of five bytes at least unless told. */
  private static final int DOUBLE_FAST_FROM = 3;

  private static final int DOUBLE_FAST_TO = 4;

  /** Guest memory has more of these than text does; costs no time. */
  private static final int SHORT_MATCH = 4;

  /** Most bytes that the length of a block takes. */
  private static final int SIZE = 5;

  private final ZstdCompressCtx plain;
  private final AgainstDictionary against;
  private final Bytes sample = new Bytes(0);
  private final @Nullable RunningZstd running;
  private boolean stored;

  /** Blocks that can be read in any order. */
  Blocks(int level) {
    this(level, false);
  }

  /**
   * Makes one.
   *
   * @param ordered whether blocks are read in the order they are written in
   */
  Blocks(int level, boolean ordered) {
    running = ordered ? new RunningZstd(context(level), level) : null;
    plain = context(level);
    against = new AgainstDictionary(context(level), level);
  }

  private static ZstdCompressCtx context(int level) {
    var context =
        new ZstdCompressCtx()
            .setLevel(level)
            .setMagicless(true)
            .setChecksum(false)
            .setContentSize(false)
            .setDictID(false);
    boolean isDoubleFast = DOUBLE_FAST_FROM <= level && level <= DOUBLE_FAST_TO;
    return isDoubleFast ? context.setMinMatch(SHORT_MATCH) : context;
  }

  /** Appends {@code raw}: twice its length, and one more if packed; then its bytes. */
  void write(Bytes raw, Bytes out) {
    int before = out.length();
    if (raw.length() >= LEAST) {
      out.putVar((long) raw.length() << 1 | 1);
      if (pack(raw, out) < raw.length()) {
        return;
      }
      out.cut(before);
    }
    store(raw, out);
  }

  /** As {@link #write(Bytes, Bytes)}, compressed against a dictionary, which may be empty. */
  void write(Bytes raw, Bytes dictionary, Bytes out) {
    if (dictionary.length() == 0 || raw.length() < LEAST) {
      writeAlone(raw, out);
      return;
    }
    int packed = against.pack(dictionary, raw);
    if (packed < raw.length()) {
      out.putVar((long) raw.length() << 1 | 1);
      out.putVar(packed);
      against.copyTo(out);
    } else {
      store(raw, out);
    }
  }

  /**
   * How what is written in order is packed from the next block on.
   *
   * @param packed whether it is packed at all
   */
  void pack(int level, boolean packed) {
    stored = !packed;
    if (running != null) {
      running.level(level);
    }
  }

  /** Without a dictionary. */
  private void writeAlone(Bytes raw, Bytes out) {
    if (stored) {
      store(raw, out);
    } else if (running == null || raw.length() < LEAST) {
      write(raw, out);
    } else {
      out.putVar((long) raw.length() << 1 | 1);
      running.pack(raw, out);
    }
  }

  /** Whether zstd makes less than a fiftieth of {@code bytes} go away. */
  boolean isNoise(Bytes bytes) {
    int room = (int) Zstd.compressBound(bytes.length());
    sample.clear();
    sample.grow(room);
    int packed = plain.compressByteArray(sample.array(), 0, room, bytes.array(), 0, bytes.length());
    return packed > bytes.length() - bytes.length() / 50;
  }

  /** Bytes that it took. */
  private int pack(Bytes raw, Bytes out) {
    int room = (int) Zstd.compressBound(raw.length());
    int at = out.grow(room + SIZE);
    int packed =
        plain.compressByteArray(out.array(), at + SIZE, room, raw.array(), 0, raw.length());
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
    if (running != null) {
      running.close();
    }
    plain.close();
    against.close();
  }
}
