package io.novacron.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/** Packets of simple NTP (RFC 5905, section 14), without their extensions. */
final class Sntp {
  static final int BYTES = 48;

  /** No warning, version 4, client. */
  private static final byte ASK = 0b00_100_011;

  private static final int SERVER = 4;
  private static final int UNSYNCHRONIZED = 3;
  private static final int WORST_STRATUM = 15;
  private static final int ORIGIN = 24;
  private static final int RECEIVED = 32;
  private static final int TRANSMITTED = 40;

  /** Seconds from 1900 to 1970. */
  private static final long EPOCHS_SECONDS = 2_208_988_800L;

  private static final long NANOS = 1_000_000_000L;

  private Sntp() {}

  static byte[] request(Instant now) {
    return ByteBuffer.allocate(BYTES).put(0, ASK).putLong(TRANSMITTED, timestamp(now)).array();
  }

  /**
   * How much later it is at the server: half of what both ways differ by.
   *
   * @throws IOException when this is no answer to the request of {@code sent}, or its sender does
   *     not know the time
   */
  static Duration offset(byte[] packet, int length, Instant sent, Instant arrived)
      throws IOException {
    var answer = ByteBuffer.wrap(packet);
    if (length < BYTES || answer.getLong(ORIGIN) != timestamp(sent)) {
      throw new IOException("its answer is none to our question");
    }
    demandTime(answer);
    Duration there = Duration.between(sent, instant(answer.getLong(RECEIVED), sent));
    Duration back = Duration.between(arrived, instant(answer.getLong(TRANSMITTED), sent));
    return there.plus(back).dividedBy(2);
  }

  private static void demandTime(ByteBuffer answer) throws IOException {
    int head = Byte.toUnsignedInt(answer.get(0));
    int stratum = Byte.toUnsignedInt(answer.get(1));
    if ((head & 7) != SERVER
        || head >> 6 == UNSYNCHRONIZED
        || stratum < 1
        || stratum > WORST_STRATUM) {
      throw new IOException("it does not know the time itself");
    }
  }

  /** Seconds and fraction since 1900, modulo 2^32 seconds. */
  static long timestamp(Instant time) {
    long seconds = time.getEpochSecond() + EPOCHS_SECONDS;
    return seconds << 32 | ((long) time.getNano() << 32) / NANOS;
  }

  /** The instant nearest to {@code pivot} with that timestamp: they repeat after 136 years. */
  static Instant instant(long timestamp, Instant pivot) {
    int away = (int) ((timestamp >>> 32) - (pivot.getEpochSecond() + EPOCHS_SECONDS));
    long nanos = ((timestamp & 0xFFFF_FFFFL) * NANOS) >>> 32;
    return Instant.ofEpochSecond(pivot.getEpochSecond() + away, nanos);
  }
}
