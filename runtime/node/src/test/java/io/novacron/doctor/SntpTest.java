package io.novacron.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SntpTest {
  static final Instant SENT = Instant.parse("2026-06-01T12:00:00.25Z");

  /** A server's packet: header of 4 bytes, then what it echoes, received and sent. */
  static ByteBuffer answer(byte[] request, Instant received, Instant transmitted) {
    return ByteBuffer.allocate(Sntp.BYTES)
        .put(0, (byte) 0b00_100_100)
        .put(1, (byte) 2)
        .putLong(24, ByteBuffer.wrap(request).getLong(40))
        .putLong(32, Sntp.timestamp(received))
        .putLong(40, Sntp.timestamp(transmitted));
  }

  @Test
  void timestampsGoOnWhenTheirSecondsBeginAnew() {
    Instant late = Instant.parse("2036-02-07T06:28:20.5Z");
    assertThat(Sntp.timestamp(late) >>> 32).isLessThan(100);
    assertThat(Sntp.instant(Sntp.timestamp(late), SENT)).isEqualTo(late);
  }

  @Test
  void aServerThatDoesNotKnowTheTimeOrAnswersSomebodyElseIsNotBelieved() {
    byte[] request = Sntp.request(SENT);
    byte[] unsure = answer(request, SENT, SENT).put(0, (byte) 0b11_100_100).array();
    byte[] farewell = answer(request, SENT, SENT).put(1, (byte) 0).array();
    byte[] foreign = answer(Sntp.request(SENT.plusMillis(1)), SENT, SENT).array();
    for (byte[] packet : new byte[][] {unsure, farewell, foreign}) {
      assertThatThrownBy(() -> Sntp.offset(packet, packet.length, SENT, SENT))
          .isInstanceOf(IOException.class);
    }
    byte[] whole = answer(request, SENT, SENT).array();
    assertThatThrownBy(() -> Sntp.offset(whole, 20, SENT, SENT)).isInstanceOf(IOException.class);
  }
}
