package io.novacron.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.migration.Encoding;
import io.novacron.migration.Receipt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PathRateTest {
  private final AtomicLong nanos = new AtomicLong(5);
  private final PathRate rate = new PathRate(nanos::get);

  private static Receipt receipt(long wireBytes, long millis) {
    return new Receipt(
        0,
        0,
        0,
        wireBytes,
        0,
        millis,
        0,
        Receipt.PauseSource.EVENTS,
        "",
        1,
        0,
        "",
        0,
        Encoding.UNKNOWN);
  }

  @Test
  void theLastMigrationSaysWhatWentOverTheWireForAnHour() {
    assertThat(rate.bytesPerSecond()).isEmpty();
    rate.note(receipt(3000, 1500));
    assertThat(rate.bytesPerSecond()).hasValue(2000);
    nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
    assertThat(rate.bytesPerSecond()).isEmpty();
  }

  @Test
  void aSourceThatKnowsNothingMeasuredNothing() {
    rate.note(receipt(3000, 1500));
    rate.note(receipt(0, 0));
    assertThat(rate.bytesPerSecond()).hasValue(2000);
  }
}
