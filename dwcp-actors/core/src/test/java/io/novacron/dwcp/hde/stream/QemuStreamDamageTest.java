package io.novacron.dwcp.hde.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever comes, its bytes are all said, and no page is outside of the image. */
class QemuStreamDamageTest {
  private static final int MOST_PIECE = 20_000;

  private static void assertAllSaid(byte[] bytes, Random random) {
    var stream = new QemuStream();
    Parted parted = Parted.of(bytes, stream, 1 + random.nextInt(MOST_PIECE), random);
    assertThat(parted.stream()).isEqualTo(bytes);
    StreamFigures figures = stream.figures();
    assertThat(figures.understoodBytes() + figures.stateBytes() + figures.passedBytes())
        .isEqualTo(bytes.length);
    assertThat(figures.whyPassed().isEmpty()).isEqualTo(figures.passedBytes() == 0);
  }

  @Property(tries = 100)
  void noByteOfADamagedStreamIsLost(@ForAll Captured captured, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = captured.bytes();
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes = Damage.of(bytes, random);
    }
    assertAllSaid(bytes, random);
  }

  /** As most damage hits the contents of pages, here it hits what comes before them. */
  @Property(tries = 100)
  void noByteIsLostWhereTheBeginningIsDamaged(@ForAll Captured captured, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = captured.bytes();
    bytes[random.nextInt(600)] = (byte) random.nextInt();
    assertAllSaid(bytes, random);
  }

  @Property(tries = 100)
  void noByteOfGarbageIsLost(@ForAll byte[] bytes, @ForAll long seed) {
    assertAllSaid(bytes, new Random(seed));
  }

  @Property(tries = 100)
  void garbageAfterABeginning(@ForAll Captured captured, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = captured.bytes();
    int from = random.nextInt(1000);
    for (int at = from; at < bytes.length; at++) {
      bytes[at] = (byte) (1 << random.nextInt(16));
    }
    assertAllSaid(bytes, random);
  }
}
