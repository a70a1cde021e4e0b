package io.novacron.dwcp.hde;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Counts what {@code zstd -3} would make of a stream, as one frame: the peer that users have at
 * hand. For one thread, but {@link #figures} for any.
 */
public final class ZstdCount implements AutoCloseable {
  private static final int LEVEL = 3;

  private final Tally tally = new Tally();
  private final ZstdOutputStreamNoFinalizer zstd;
  private volatile Figures figures = new Figures(0, 0);

  /**
   * What was counted.
   *
   * @param bytesIn of the stream
   * @param bytesOut after compression; what the compressor has still got is not in it
   */
  public record Figures(long bytesIn, long bytesOut) {}

  /** Makes one. */
  public ZstdCount() {
    try {
      zstd = new ZstdOutputStreamNoFinalizer(tally, LEVEL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next bytes of the stream. */
  public void add(byte[] bytes) {
    try {
      zstd.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    figures = new Figures(figures.bytesIn() + bytes.length, tally.bytes);
  }

  /** So far. */
  public Figures figures() {
    return figures;
  }

  @Override
  public void close() {
    try {
      zstd.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    figures = new Figures(figures.bytesIn(), tally.bytes);
  }

  /** Only counts. */
  private static final class Tally extends OutputStream {
    private long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] from, int at, int length) {
      bytes += length;
    }
  }
}
