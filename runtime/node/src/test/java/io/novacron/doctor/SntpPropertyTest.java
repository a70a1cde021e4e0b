package io.novacron.doctor;

import static io.novacron.doctor.SntpTest.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class SntpPropertyTest {
  @Property
  void theOffsetIsWhatTheServersClockIsAheadWhenBothWaysTakeEquallyLong(
      @ForAll @LongRange(min = -90_000_000, max = 90_000_000) long aheadMillis,
      @ForAll @IntRange(max = 3_000) int wayMillis)
      throws IOException {
    Instant received = SENT.plusMillis(wayMillis + aheadMillis);
    Instant arrived = SENT.plusMillis(2L * wayMillis + 7);
    var packet = SntpTest.answer(Sntp.request(SENT), received, received.plusMillis(7)).array();
    Duration offset = Sntp.offset(packet, packet.length, SENT, arrived);
    assertThat(offset.minusMillis(aheadMillis).abs()).isLessThan(Duration.ofNanos(1_000));
  }
}
