package io.novacron.dwcp.hde;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.dwcp.hde.EncoderController.Decision;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of a guest the controller brings over, beside the best level that never changes. */
class EncoderGoodputTest {
  private static final double MBIT = 1e6 / 8 * 0.94;
  private static final int CEILING = 9;
  private static final int SETTLING_SECONDS = 40;
  private static final int SECONDS = 240;

  private final EncoderController controller = new EncoderController(CEILING, 3);
  private final EffortLadder ladder = new EffortLadder(CEILING);
  private int second;

  @ParameterizedTest
  @CsvSource({
    "20, 1, 9",
    "100, 1, 9",
    "1000, 1, 2",
    "1000, 4, 7",
    "2500, 1, -5",
    "10000, 1, off",
    "10000, 2, off",
    "10000, 4, -5",
    "40000, 4, off"
  })
  void endsNearTheBestFixedLevel(double mbit, double cores, String level) {
    var encoding = new SimulatedEncoding(mbit * MBIT, cores);
    run(encoding, SETTLING_SECONDS, () -> 1);
    assertThat(run(encoding, SECONDS, () -> 1)).isGreaterThan(0.98 * encoding.best(ladder));
    assertThat(name(controller.decision())).isEqualTo(level);
  }

  @ParameterizedTest
  @ValueSource(doubles = {20, 100, 1000, 2500, 10000})
  void doesSoWithAGuestWhosePagesAreNotAlike(double mbit) {
    var random = new Random(7);
    var encoding = new SimulatedEncoding(mbit * MBIT, 1);
    DoubleSupplier pace = () -> 0.8 + 0.4 * random.nextDouble();
    run(encoding, SETTLING_SECONDS, pace);
    assertThat(run(encoding, SECONDS, pace)).isGreaterThan(0.9 * encoding.best(ladder));
  }

  @ParameterizedTest
  @CsvSource({"1000, 20", "20, 1000", "10000, 100", "100, 10000"})
  void followsALinkThatChanges(double before, double after) {
    var encoding = new SimulatedEncoding(before * MBIT, 1);
    run(encoding, SECONDS, () -> 1);
    encoding.link(after * MBIT);
    run(encoding, 2 * SETTLING_SECONDS, () -> 1);
    assertThat(run(encoding, SECONDS, () -> 1)).isGreaterThan(0.95 * encoding.best(ladder));
  }

  /** Guest bytes a second, over all of them. */
  private double run(SimulatedEncoding encoding, int seconds, DoubleSupplier pace) {
    double guest = 0;
    for (int i = 0; i < seconds; i++) {
      Decision decision = controller.decision();
      var inputs = encoding.second(decision, pace.getAsDouble());
      guest += SimulatedEncoding.guestBytes(decision, inputs.wireBytesPerSecond());
      controller.tick(inputs, TimeUnit.SECONDS.toNanos(++second));
    }
    return guest / seconds;
  }

  private static String name(Decision decision) {
    return decision.compress() ? String.valueOf(decision.level()) : "off";
  }
}
