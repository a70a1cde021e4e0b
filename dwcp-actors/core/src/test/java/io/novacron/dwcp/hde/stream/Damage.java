package io.novacron.dwcp.hde.stream;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** What happens to bytes on bad days. */
final class Damage {
  private static final int MOST = 5000;

  private Damage() {}

  static byte[] of(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int length = Math.min(bytes.length - at, random.nextInt(MOST));
    return switch (random.nextInt(5)) {
      case 0 -> flipped(bytes, random);
      case 1 -> Arrays.copyOf(bytes, at);
      case 2 -> put(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
      case 3 -> put(bytes, at, noise(length, random), at);
      default -> put(bytes, at, new byte[0], at + length);
    };
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] flipped = bytes.clone();
    for (int i = 0; i < 20 && bytes.length > 0; i++) {
      flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] noise(int length, Random random) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  /** All up to {@code at}, then {@code middle}, then all from {@code rest} on. */
  private static byte[] put(byte[] bytes, int at, byte[] middle, int rest) {
    var out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.writeBytes(middle);
    out.write(bytes, rest, bytes.length - rest);
    return out.toByteArray();
  }
}
