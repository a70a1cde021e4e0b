package io.novacron.dwcp.hde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Frames with right checksums and wrong contents, of one pair of images after the other: refused,
 * or harmless, and never a wrong byte that is called right. For {@code -Dnovacron.fuzz.seconds=600}
 * it goes on for ten minutes; the seed of what fails is in the message.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class FuzzTest {
  private static final Duration TIME = Duration.ofSeconds(Long.getLong("novacron.fuzz.seconds", 5));

  private static final int ROUNDS = 50;
  private static final int MIB = 1 << 20;

  @Test
  void nothingThatArrivesDoesHarm() throws IOException {
    long end = System.nanoTime() + TIME.toNanos();
    long first = Long.getLong("novacron.fuzz.seed", new Random().nextLong());
    for (long seed = first; System.nanoTime() < end; seed++) {
      attack(seed);
    }
  }

  private static void attack(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] base = Pictures.of(random.nextInt(3 * MIB), seed);
    byte[] image = changed(base, random);
    var coded = new Coded(image, base);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        demandHarmless(coded, mutated(coded.frames, random), base, image);
      }
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("-Dnovacron.fuzz.seed=" + seed, e);
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

  /**
   * What was decoded stays as it is whatever comes, and what is missing or wrong in the end can be
   * mended.
   */
  private static void demandHarmless(Coded coded, List<Frame> frames, byte[] base, byte[] image)
      throws IOException {
    var room = new byte[1][];
    try (var decoder = Coded.decoder(room, base)) {
      decoder.take(coded.frames.getFirst());
      for (Frame frame : frames) {
        takeOrRefuse(decoder, frame);
      }
      mend(decoder, coded, image);
      assertThat(decoder.isProven(decoder.digests())).isTrue();
    }
    assertThat(room[0]).isEqualTo(image);
  }

  private static void takeOrRefuse(ImageDecoder decoder, Frame frame) {
    BitSet before = decoder.missing();
    try {
      decoder.take(frame);
    } catch (MalformedPayloadException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
    BitSet after = decoder.missing();
    after.andNot(before);
    assertThat(after.isEmpty()).as("what was there stays").isTrue();
  }

  private static void mend(ImageDecoder decoder, Coded coded, byte[] image) throws IOException {
    for (int region : decoder.missing().stream().toArray()) {
      decoder.take(ImageEncoder.raw(Pictures.image(image), region));
    }
    decoder.take(coded.frames.getLast());
    for (int region : decoder.digests().differing(coded.sent.digests().leaves())) {
      decoder.take(ImageEncoder.raw(Pictures.image(image), region));
    }
  }
}
