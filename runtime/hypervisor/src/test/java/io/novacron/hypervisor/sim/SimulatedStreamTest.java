package io.novacron.hypervisor.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.hde.stream.Parted;
import io.novacron.dwcp.hde.stream.RamLayout;
import io.novacron.dwcp.hde.stream.StreamFigures;
import io.novacron.dwcp.hde.stream.StreamParser;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SimulatedStreamTest {
  private static final int MOST_PIECE = 9000;

  private final StreamParser parser = SimulatedStream.parser();

  private Parted parted(byte[] stream, Random random) {
    Parted parted = Parted.of(stream, parser, 1 + random.nextInt(MOST_PIECE), random);
    assertThat(parted.stream()).isEqualTo(stream);
    return parted;
  }

  @Test
  void pagesAreWhereTheGuestHasThem() {
    byte[] stream = StreamCodecTest.good();
    Parted parted = parted(stream, new Random(1));
    assertThat(parted.writtenPages()).isEqualTo(2);
    assertThat(parted.page(0)).containsOnly(1);
    assertThat(parted.page(5 * RamLayout.PAGE)).containsOnly(2);
    StreamFigures figures = parser.figures();
    assertThat(figures.pages()).isEqualTo(2);
    assertThat(figures.zeroPages()).isEqualTo(510);
    assertThat(figures.passedBytes()).isZero();
    assertThat(figures.understoodBytes() + figures.stateBytes()).isEqualTo(stream.length);
  }

  @Test
  void theBeginningTellsWhoseStreamItIs() {
    byte[] stream = StreamCodecTest.good();
    assertThat(SimulatedStream.isIt(stream, 0, 8)).isTrue();
    assertThat(SimulatedStream.isIt(stream, 0, 7)).isFalse();
    assertThat(SimulatedStream.isIt(stream, 1, 8)).isFalse();
  }

  @Property(tries = 200)
  void whateverComesIsAllSaid(@ForAll @Size(max = 5000) byte[] nonsense, @ForAll long seed) {
    var random = new Random(seed);
    byte[] stream = StreamCodecTest.good();
    int at = random.nextInt(stream.length);
    byte[] damaged = Arrays.copyOf(stream, at + nonsense.length);
    System.arraycopy(nonsense, 0, damaged, at, nonsense.length);
    parted(damaged, random);
  }
}
