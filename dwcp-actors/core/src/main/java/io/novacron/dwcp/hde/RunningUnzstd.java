package io.novacron.dwcp.hde;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/** Reads what {@link RunningZstd} has packed, in the same order. */
final class RunningUnzstd implements AutoCloseable {
  private final ZstdDecompressCtx zstd =
      new ZstdDecompressCtx().setMagicless(true).setLongMax(RunningZstd.WINDOW_LOG);

  private final ByteBuffer in = RunningZstd.room(Pages.REGION * 2);
  private final ByteBuffer out = RunningZstd.room(Pages.REGION);

  /**
   * The next block.
   *
   * @param raw where what comes out is put, {@code length} bytes, a region at most
   */
  void unpack(byte[] from, int at, int packed, byte[] raw, int length)
      throws MalformedPayloadException {
    if (packed > in.capacity() || length > out.capacity()) {
      throw new MalformedPayloadException(packed + " bytes packed, of " + length);
    }
    in.clear().put(from, at, packed).flip();
    out.clear().limit(length);
    try {
      fill();
    } catch (ZstdException e) {
      throw new MalformedPayloadException("not the next block of a zstd frame", e);
    }
    if (out.hasRemaining() || in.hasRemaining()) {
      throw new MalformedPayloadException(
          out.remaining() + " bytes are missing, " + in.remaining() + " left over");
    }
    out.flip().get(raw, 0, length);
  }

  /** Until it makes no more. */
  private void fill() {
    int left;
    do {
      left = in.remaining() + out.remaining();
      zstd.decompressDirectByteBufferStream(out, in);
    } while (in.remaining() + out.remaining() < left);
  }

  @Override
  public void close() {
    zstd.close();
  }
}
