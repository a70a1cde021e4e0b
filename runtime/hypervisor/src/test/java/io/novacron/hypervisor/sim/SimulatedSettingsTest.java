package io.novacron.hypervisor.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimulatedSettingsTest {
  private static final Duration BEAT = Duration.ofMillis(10);

  @Test
  void theDefaultsBeatEveryTenMilliseconds() {
    assertThat(SimulatedSettings.defaults().beat()).isEqualTo(BEAT);
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    assertRefused(Duration.ZERO, 1, 4096, BEAT);
    assertRefused(BEAT, 0, 4096, BEAT);
    assertRefused(BEAT, 1, 4095, BEAT);
    assertRefused(BEAT, 1, 4096, Duration.ZERO);
  }

  private static void assertRefused(Duration beat, int threads, int pipeBytes, Duration stall) {
    assertThatThrownBy(() -> new SimulatedSettings(beat, threads, pipeBytes, BEAT, stall))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
