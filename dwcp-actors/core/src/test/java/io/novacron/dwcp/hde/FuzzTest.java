package io.novacron.dwcp.hde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Frames with right checksums and wrong contents, of one pair of images after the other: refused,
 * or harmless, and never a wrong byte that is called right. For {@code -Dnovacron.fuzz.seconds=600}
 * it goes on for ten minutes; the seed of what fails is in the message.
 */
class FuzzTest {
  private static final Duration TIME = Duration.ofSeconds(Long.getLong("novacron.fuzz.seconds", 5));

  private static final int ROUNDS = 50;
  private static final int MIB = 1 << 20;

  @Test
  void nothingThatArrivesDoesHarm() throws IOException {
    long end = System.nanoTime() + TIME.toNanos();
    for (long seed = new Random().nextLong(); System.nanoTime() < end; seed++) {
      attack(seed);
    }
  }

  private static void attack(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] base = Pictures.of(random.nextInt(3 * MIB), seed);
    byte[] image = changed(base, random);
    var coded = new Coded(image, base);
    for (int round = 0; round < ROUNDS; round++) {
      demandHarmless(mutated(coded.frames, random), base, image, seed);
    }
  }

  private static byte[] changed(byte[] base, Random random) {
    byte[] written = Pictures.written(base, random.nextInt(100), 5000, random.nextLong());
    int at = written.length < 100 ? 0 : random.nextInt(written.length - 50);
    return written.length < 100 ? written : Pictures.shifted(written, at, random.nextInt(50));
  }

  private static List<Frame> mutated(List<Frame> frames, Random random) {
    List<Frame> all = new ArrayList<>(frames);
    for (int i = random.nextInt(3); i >= 0; i--) {
      mutate(all, random.nextInt(all.size()), random);
    }
    return all;
  }

  private static void mutate(List<Frame> all, int which, Random random) {
    Frame frame = all.get(which);
    switch (random.nextInt(8)) {
      case 0 -> all.remove(which);
      case 1 -> all.add(frame);
      case 2 -> Collections.swap(all, which, random.nextInt(all.size()));
      case 3 -> all.set(which, in(frame, random.nextInt(6) - 1, frame.payload()));
      case 4 -> {
        List<FrameType> types = List.of(FrameType.values());
        var other = types.get(random.nextInt(types.size()));
        all.set(which, new Frame(other, frame.region(), frame.mark(), frame.payload()));
      }
      default -> all.set(which, in(frame, frame.region(), payload(frame, random)));
    }
    if (all.isEmpty()) {
      all.add(frame);
    }
  }

  private static Frame in(Frame frame, int region, ByteBuffer payload) {
    return new Frame(frame.type(), region, frame.mark(), payload);
  }

  private static ByteBuffer payload(Frame frame, Random random) {
    byte[] bytes = frame.payload().array().clone();
    for (int i = random.nextInt(5); i >= 0 && bytes.length > 0; i--) {
      int near = random.nextBoolean() ? Math.min(64, bytes.length) : bytes.length;
      bytes[random.nextInt(near)] = (byte) random.nextInt();
    }
    int length = random.nextInt(10) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
    return ByteBuffer.wrap(bytes, 0, length);
  }

  /** What is decoded without a complaint must be the image, since its digest says so. */
  private static void demandHarmless(List<Frame> frames, byte[] base, byte[] image, long seed)
      throws IOException {
    try {
      assertThat(Coded.decoded(frames, base)).as("seed %d", seed).isEqualTo(image);
    } catch (MalformedPayloadException e) {
      assertThat(e).as("seed %d", seed).hasMessageNotContaining("null");
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed, e);
    }
  }
}
