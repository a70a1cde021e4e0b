package io.novacron.dwcp.hde;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;

/**
 * Packs blocks one after another into one zstd frame, flushed after each: so each is packed against
 * the last megabytes before it, and can only be read after all of those. What comes in order, as
 * the pieces of a stream do, needs no dictionary that way. A frame ends when the level changes.
 */
final class RunningZstd implements AutoCloseable {
  /** How far back a block may point, as a power of two: 8 MiB, in memory on both sides. */
  static final int WINDOW_LOG = 23;

  private static final int ROOM = Pages.REGION + (Pages.REGION >> 7) + 1024;

  private final ZstdCompressCtx zstd;
  private final ByteBuffer in = room(Pages.REGION);
  private final ByteBuffer out = room(ROOM);

  private int level;
  private int next;

  /**
   * Begins.
   *
   * @param zstd with all parameters but the window
   * @param level of it
   */
  RunningZstd(ZstdCompressCtx zstd, int level) {
    this.zstd = zstd.setWindowLog(WINDOW_LOG);
    this.level = level;
    next = level;
  }

  /** Outside the heap, and outside what the JVM allows buffers there to take. */
  static ByteBuffer room(int bytes) {
    return Arena.ofAuto().allocate(bytes).asByteBuffer();
  }

  /** Packs at that level, after the next block. */
  void level(int wanted) {
    next = wanted;
  }

  /** Appends what {@code raw}, a region at most, is packed to: how many bytes, and they. */
  void pack(Bytes raw, Bytes to) {
    in.clear().put(raw.array(), 0, raw.length()).flip();
    out.clear();
    pack(next == level ? EndDirective.FLUSH : EndDirective.END);
    if (next != level) {
      zstd.setLevel(next);
      level = next;
    }
    out.flip();
    to.putVar(out.remaining());
    int at = to.grow(out.remaining());
    out.get(to.array(), at, out.remaining());
  }

  private void pack(EndDirective until) {
    while (!zstd.compressDirectByteBufferStream(out, in, until)) {
      if (!out.hasRemaining()) {
        throw new ZstdException(0, "a flushed block of more than " + ROOM + " bytes");
      }
    }
  }

  @Override
  public void close() {
    zstd.close();
  }
}
