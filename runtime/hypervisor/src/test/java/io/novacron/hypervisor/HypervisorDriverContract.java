package io.novacron.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The contract of {@link HypervisorDriver}, the same for every driver: extend {@link
 * LastingGuestContract} or {@link MortalGuestContract}, answer the questions of {@link
 * DriverFixture}, and every sentence of {@link GuestLifeContract}, {@link MigrationContract} and
 * these classes is asked of the driver. Nothing here is about speed.
 */
public abstract class HypervisorDriverContract extends MigrationContract {
  @Test
  void aProbeGivesTheSameAnswerTwice() throws Exception {
    assertThat(driver("a").probe()).isEqualTo(driver("a").probe());
  }

  @Test
  void closingTwiceDoesNoHarm() throws Exception {
    startOn("a").destroy();
    driver("a").close();
    assertThat(restart("a").guests()).isEmpty();
  }
}
