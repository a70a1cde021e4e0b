package io.novacron.dwcp.hde;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What one more page costs of the heap. Images and bases are as long in both cases, so that their
 * indexes are; what differs is for how many pages something has to be done.
 */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int REGIONS = 24;
  private static final int FEW = 12;
  private static final int PAGES = (REGIONS - FEW) * Pages.PER_REGION;

  /** Most of it is the index of pages that came earlier, which doubles when it is full. */
  private static final long MOST_BYTES_A_PAGE = 200;

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment base = arena.allocate((long) REGIONS * Pages.REGION);
  private final MemorySegment room = arena.allocate(base.byteSize());

  /** Bytes of heap that encoding, and that decoding took. */
  private record Taken(long encoding, long decoding) {}

  @Test
  void pagesTakeNoHeap() throws IOException {
    text(base, REGIONS, 1);
    for (Image known : new Image[] {Image.of(base), null}) {
      taken(REGIONS, known);
      Taken few = taken(FEW, known);
      Taken all = taken(REGIONS, known);
      assertThat((all.encoding - few.encoding) / PAGES).isLessThan(MOST_BYTES_A_PAGE);
      assertThat((all.decoding - few.decoding) / PAGES).isLessThan(MOST_BYTES_A_PAGE);
    }
  }

  private Taken taken(int busy, @Nullable Image known) throws IOException {
    Image image = Image.of(image(busy));
    List<Frame> frames = new ArrayList<>();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    long kept = encode(image, known, frames);
    long encoded = THREADS.getCurrentThreadAllocatedBytes();
    decode(known, frames);
    long decoded = THREADS.getCurrentThreadAllocatedBytes();
    return new Taken(encoded - before - kept, decoded - encoded);
  }

  /** What keeping the frames took. */
  private static long encode(Image image, @Nullable Image known, List<Frame> frames)
      throws IOException {
    long[] kept = new long[1];
    try (var encoder = new ImageEncoder(3, () -> 0)) {
      encoder.encode(
          image,
          known,
          frame -> {
            long since = THREADS.getCurrentThreadAllocatedBytes();
            frames.add(copy(frame));
            kept[0] += THREADS.getCurrentThreadAllocatedBytes() - since;
          });
    }
    return kept[0];
  }

  private static Frame copy(Frame frame) {
    byte[] payload = new byte[frame.payload().remaining()];
    frame.payload().duplicate().get(payload);
    return new Frame(frame.type(), frame.region(), frame.mark(), ByteBuffer.wrap(payload));
  }

  private void decode(@Nullable Image known, List<Frame> frames) throws IOException {
    try (var decoder = new ImageDecoder(_ -> room, known)) {
      for (Frame frame : frames) {
        decoder.take(frame);
      }
      assertThat(decoder.isProven(decoder.digests())).isTrue();
    }
  }

  /** The first regions are new, or shifted, or changed, or noise; the others are as in the base. */
  private MemorySegment image(int busy) {
    MemorySegment image = arena.allocate(base.byteSize()).copyFrom(base);
    text(image, busy, 2);
    for (int region = 0; region < busy; region++) {
      long at = Image.startOf(region);
      var quarter = Pages.REGION / 4;
      MemorySegment.copy(base, at + 1000, image, at, quarter);
      MemorySegment.copy(base, at + quarter, image, at + quarter, quarter);
      for (int page = 0; page < quarter; page += Pages.PAGE) {
        image.set(ValueLayout.JAVA_BYTE, at + quarter + page, (byte) 7);
      }
    }
    return image;
  }

  /** Compresses to a third, and is related to other texts; an eighth of it is noise. */
  private static void text(MemorySegment to, int regions, int seed) {
    var random = new Random(seed);
    byte[] words = new byte[64 << 10];
    random.nextBytes(words);
    byte[] region = new byte[Pages.REGION];
    for (int i = 0; i < regions; i++) {
      for (int at = 0; at < region.length; at += 16) {
        int word = random.nextInt(words.length - 16);
        System.arraycopy(words, word, region, at, 16);
      }
      byte[] noise = new byte[region.length / 8];
      random.nextBytes(noise);
      System.arraycopy(noise, 0, region, region.length - noise.length, noise.length);
      MemorySegment.copy(MemorySegment.ofArray(region), 0, to, Image.startOf(i), region.length);
    }
  }
}
