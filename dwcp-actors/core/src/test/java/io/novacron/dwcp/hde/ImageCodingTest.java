package io.novacron.dwcp.hde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever goes in comes out, whatever the other side has, in whatever order frames come. */
class ImageCodingTest {
  private static final int MIB = 1 << 20;

  private static Coded back(byte[] image, byte @Nullable [] base) throws IOException {
    var coded = new Coded(image, base);
    assertThat(Coded.decoded(coded.frames, base)).isEqualTo(image);
    assertThat(coded.sent.ledger().sent()).as("the ledger").isEqualTo(coded.wireBytes());
    return coded;
  }

  @Property(tries = 40)
  void anyImageWithoutABase(@ForAll @IntRange(max = 3 * MIB) int bytes, @ForAll long seed)
      throws IOException {
    back(Pictures.of(bytes, seed), null);
  }

  @Property(tries = 40)
  void anyImageAfterAnyWrites(
      @ForAll @IntRange(max = 3 * MIB) int bytes,
      @ForAll @IntRange(max = 200) int writes,
      @ForAll @IntRange(min = 1, max = 9000) int most,
      @ForAll long seed)
      throws IOException {
    byte[] base = Pictures.of(bytes, seed);
    back(Pictures.written(base, writes, most, seed + 1), base);
  }

  @Property(tries = 20)
  void aBaseOfAnySize(
      @ForAll @IntRange(max = 2 * MIB) int bytes,
      @ForAll @IntRange(max = 2 * MIB) int before,
      @ForAll long seed)
      throws IOException {
    back(Pictures.of(bytes, seed), Pictures.of(before, seed));
  }

  @Property(tries = 20)
  void anyOrderAndTwice(@ForAll long seed) throws IOException {
    byte[] base = Pictures.of(4 * MIB, seed);
    byte[] image = Pictures.written(Pictures.shifted(base, 77_777, 13), 40, 3000, seed);
    System.arraycopy(image, 0, image, 3 * MIB, MIB);
    var coded = new Coded(image, base);
    List<Frame> once = coded.frames.subList(1, coded.frames.size());
    List<Frame> frames = new ArrayList<>(once);
    frames.addAll(once);
    Collections.shuffle(frames, new Random(seed));
    frames.addFirst(coded.frames.getFirst());
    assertThat(Coded.decoded(frames, base)).isEqualTo(image);
  }

  @Test
  void whatIsThereCostsNothing() throws IOException {
    byte[] base = Pictures.of(8 * MIB, 1);
    assertThat(back(base, base).wireBytes()).isLessThan(150);
    assertThat(back(new byte[8 * MIB], null).wireBytes()).isLessThan(150);
  }

  @Test
  void whatHasMovedByAFewBytesIsFound() throws IOException {
    byte[] base = noise(8 * MIB, 2);
    byte[] image = Pictures.shifted(base, 1000, 3);
    var coded = back(image, base);
    assertThat(coded.wireBytes()).isLessThan(image.length / 400);
    assertThat(coded.sent.ledger().in(Level.SIMILAR)).isGreaterThan(image.length * 9L / 10);
  }

  @Test
  void whatHasMovedFarAwayIsFound() throws IOException {
    byte[] base = noise(8 * MIB, 3);
    byte[] image = base.clone();
    System.arraycopy(base, 0, image, 5 * MIB + 4096, 2 * MIB);
    System.arraycopy(base, 6 * MIB + 5, image, 0, MIB);
    assertThat(back(image, base).wireBytes()).isLessThan(image.length / 400);
  }

  @Test
  void aPageThatCameBeforeIsSentOnce() throws IOException {
    byte[] image = noise(2 * MIB, 4);
    System.arraycopy(image, 0, image, MIB, MIB);
    var coded = back(image, null);
    assertThat(coded.wireBytes()).isLessThan(MIB + MIB / 100);
    assertThat(coded.sent.ledger().in(Level.COPY)).isEqualTo(MIB);
  }

  /** As a sender does that has nothing to go by any more. */
  @Test
  void framesWithoutABaseAreDecodedWhereThereIsOne() throws IOException {
    byte[] image = Pictures.of(2 * MIB, 9);
    assertThat(Coded.decoded(new Coded(image, null).frames, Pictures.of(MIB, 10))).isEqualTo(image);
  }

  /** What waits for another region is overtaken by its bytes, and does not come after them. */
  @Test
  void aRegionThatWaitsMayBeSentAsItIs() throws IOException {
    byte[] image = noise(2 * MIB, 11);
    System.arraycopy(image, 0, image, MIB, MIB / 2);
    var coded = new Coded(image, null);
    byte[] other = Pictures.written(image, 0, 1, 12);
    Arrays.fill(other, MIB, 2 * MIB, (byte) 7);
    var room = new byte[1][];
    try (var decoder = Coded.decoder(room, null)) {
      decoder.take(coded.frames.get(0));
      decoder.take(coded.frames.get(2));
      assertThat(decoder.missing().cardinality()).isEqualTo(2);
      decoder.take(ImageEncoder.raw(Pictures.image(other), 1));
      decoder.take(coded.frames.get(1));
    }
    assertThat(room[0]).isEqualTo(other);
  }

  @Test
  void noiseThatCameBeforeByAnOddNumberOfBytesIsFound() throws IOException {
    byte[] image = noise(3 * MIB, 13);
    System.arraycopy(image, 0, image, 3 * MIB / 2 + 101, MIB);
    assertThat(back(image, null).wireBytes()).isLessThan(2 * MIB + MIB / 5);
  }

  /** Not by whole pages, and in another region. */
  @Test
  void whatIsLikeSomethingBeforeIsSentAsTheDifference() throws IOException {
    byte[] image = Pictures.of(3 * MIB, 8);
    byte[] text = "vm state=RUNNING since=%d\n".repeat(20_000).getBytes(UTF_8);
    for (int i = 0; i < text.length; i += 5) {
      text[i] = (byte) ('a' + i * 7 % 23 + i / 131 % 3);
    }
    System.arraycopy(text, 0, image, 1000, MIB / 4);
    long alone = back(image, null).wireBytes();
    System.arraycopy(text, 0, image, 2 * MIB + 77, MIB / 4);
    assertThat(back(image, null).wireBytes()).isLessThan(alone + 4000);
  }

  @Test
  void noiseHardlyGrows() throws IOException {
    byte[] image = noise(8 * MIB, 5);
    assertThat(back(image, null).wireBytes()).isLessThan(image.length + image.length / 1000);
  }

  @Test
  void aRegionThatWentWrongIsMendedByItsBytes() throws IOException {
    byte[] image = Pictures.of(3 * MIB, 6);
    var coded = new Coded(image, null);
    byte[] other = Pictures.written(image, 1, 100, 7);
    var wrong = new Coded(other, null);
    var room = new byte[1][];
    try (var decoder = Coded.decoder(room, null)) {
      for (Frame frame : wrong.frames.subList(0, wrong.frames.size() - 1)) {
        decoder.take(frame);
      }
      decoder.take(coded.frames.getLast());
      Digests here = decoder.digests();
      assertThat(decoder.isProven(here)).isFalse();
      List<Integer> regions = here.differing(coded.sent.digests().leaves());
      assertThat(regions).isNotEmpty();
      for (int region : regions) {
        decoder.take(ImageEncoder.raw(Pictures.image(image), region));
      }
      assertThat(decoder.isProven(decoder.digests())).isTrue();
    }
    assertThat(room[0]).isEqualTo(image);
  }

  private static byte[] noise(int bytes, long seed) {
    byte[] noise = new byte[bytes];
    Pictures.noise(noise, 0, bytes, new Random(seed));
    return noise;
  }
}
