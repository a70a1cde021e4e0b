package io.novacron.dwcp.hde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Encodes an image against what the other side has of it, as frames of a region of 1 MiB each that
 * can be decoded in any order. The levels, and why they come in that order: docs/hde.md. For one
 * thread at a time.
 */
public final class ImageEncoder implements AutoCloseable {
  private final Blocks blocks;
  private final LongSupplier cpu;

  /**
   * Makes one.
   *
   * @param level zstd's, -7 (fast) .. 19 (small)
   * @param cpu CPU time of the thread that encodes, in nanoseconds; only for the ledger
   */
  public ImageEncoder(int level, LongSupplier cpu) {
    blocks = new Blocks(level);
    this.cpu = cpu;
  }

  /**
   * What was sent, level by level, and digests to tell by which regions did not arrive as they
   * were.
   */
  public record Sent(Ledger ledger, Digests digests) {}

  /**
   * Encodes all of {@code image}.
   *
   * @param base what the other side has, byte for byte; null for nothing
   */
  public Sent encode(Image image, @Nullable Image base, FrameSink sink) throws IOException {
    return new Run(image, base, sink).encode();
  }

  /** The bytes of one region as they are, for one that did not come out right. */
  public static Frame raw(Image image, int region) {
    byte[] bytes = new byte[image.lengthOf(region)];
    image.copy(Image.startOf(region), bytes.length, bytes, 0);
    return new Frame(FrameType.RAW, region, Mark.NONE, ByteBuffer.wrap(bytes));
  }

  @Override
  public void close() {
    blocks.close();
  }

  /** One image. */
  private final class Run {
    private final Image image;
    private final @Nullable Image base;
    private final FrameSink sink;
    private final int mark;
    private final Ledger ledger = new Ledger();
    private final Digests digests;
    private final RegionEncoder regions;

    /** Regions that are all zero or the same, not yet sent. */
    private int run;

    private FrameType kind = FrameType.REGION;

    Run(Image image, @Nullable Image base, FrameSink sink) {
      this.image = image;
      this.base = base;
      this.sink = sink;
      digests = new Digests(image.size());
      long since = cpu.getAsLong();
      var index = base == null ? null : new BaseIndex(base);
      ledger.cpu(Level.COPY, cpu.getAsLong() - since);
      mark = index == null ? Mark.NONE : index.mark();
      regions = new RegionEncoder(image, index, blocks, ledger, cpu);
    }

    Sent encode() throws IOException {
      frame(FrameType.HEAD, 0, Head.bytes(image.size(), base == null ? 0 : base.size()));
      for (int region = 0; region < image.regions(); region++) {
        encode(region);
      }
      endRun(image.regions());
      frame(FrameType.END, image.regions(), ByteBuffer.wrap(digests.root()));
      return new Sent(ledger, digests);
    }

    private void encode(int region) throws IOException {
      Level free = regions.begin(region);
      digest(region, free);
      FrameType type = type(free);
      if (type != kind) {
        endRun(region);
        kind = type;
      }
      if (type == FrameType.REGION) {
        Bytes payload = regions.encode();
        send(type, region, ByteBuffer.wrap(payload.array(), 0, payload.length()));
      } else {
        run++;
      }
    }

    private static FrameType type(@Nullable Level free) {
      if (free == null) {
        return FrameType.REGION;
      }
      return free == Level.ZERO ? FrameType.ZEROS : FrameType.SAMES;
    }

    private void digest(int region, @Nullable Level free) {
      long since = cpu.getAsLong();
      if (free == Level.ZERO) {
        digests.addZeros(image, region);
      } else {
        digests.add(image, region);
      }
      ledger.digested(cpu.getAsLong() - since);
    }

    private void endRun(int end) throws IOException {
      if (run > 0) {
        var count = new Bytes(8);
        count.putVar(run);
        frame(kind, end - run, ByteBuffer.wrap(count.array(), 0, count.length()));
      }
      run = 0;
    }

    private void frame(FrameType type, int region, ByteBuffer payload) throws IOException {
      ledger.framed(payload.remaining());
      send(type, region, payload);
    }

    private void send(FrameType type, int region, ByteBuffer payload) throws IOException {
      ledger.framed(Frame.HEADER);
      sink.take(new Frame(type, region, mark, payload));
    }
  }
}
