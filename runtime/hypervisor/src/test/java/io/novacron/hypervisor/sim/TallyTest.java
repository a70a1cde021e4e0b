package io.novacron.hypervisor.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.hypervisor.MigrationProgress;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int PAGE = GuestMemory.PAGE_BYTES;

  @Test
  void aMigrationBeginsWithAllOfTheMemoryToBeConsidered() {
    assertThat(new Tally(1 << 20).now())
        .isEqualTo(new MigrationProgress(0, 1 << 20, 1 << 20, 0, 0));
  }

  @Test
  void passesBytesAndTheRateOfDirtyingAreCounted() {
    var tally = new Tally(1 << 20);
    tally.pass(256, 0);
    tally.wrote(1_000);
    tally.pending(255);
    assertThat(tally.now()).isEqualTo(new MigrationProgress(1, 1 << 20, 255L * PAGE, 1_000, 0));
    tally.pass(10, SECOND);
    tally.wrote(500);
    tally.pass(20, 2 * SECOND);
    assertThat(tally.now())
        .isEqualTo(new MigrationProgress(3, 1 << 20, 20L * PAGE, 1_500, 15L * PAGE));
  }

  @Test
  void anEmptyPassIsNoneUnlessItIsTheFirst() {
    var tally = new Tally(1 << 20);
    tally.pass(0, 0);
    tally.pass(0, SECOND);
    assertThat(tally.now().pass()).isEqualTo(1);
  }
}
