package io.novacron.dwcp.hde;

import java.lang.foreign.MemorySegment;
import java.util.Random;

/** Images to encode, each from a seed: pages of zeros, of text, of noise, and of few fields. */
final class Pictures {
  private static final int PAGE = Pages.PAGE;

  private Pictures() {}

  static Image image(byte[] bytes) {
    return Image.of(MemorySegment.ofArray(bytes));
  }

  static byte[] of(int bytes, long seed) {
    Random random = new Random(seed);
    byte[] image = new byte[bytes];
    for (int at = 0; at < bytes; at += PAGE) {
      page(image, at, Math.min(PAGE, bytes - at), random);
    }
    return image;
  }

  private static void page(byte[] image, int at, int length, Random random) {
    switch (random.nextInt(4)) {
      case 0 -> {}
      case 1 -> noise(image, at, length, random);
      case 2 -> text(image, at, length, random);
      default -> fields(image, at, length, random);
    }
  }

  static void noise(byte[] image, int at, int length, Random random) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    System.arraycopy(noise, 0, image, at, length);
  }

  private static void text(byte[] image, int at, int length, Random random) {
    for (int i = 0; i < length; i++) {
      image[at + i] = (byte) "vm state=RUNNING cpu=0123456789\n".charAt(random.nextInt(32));
    }
  }

  private static void fields(byte[] image, int at, int length, Random random) {
    for (int i = 0; i < length; i += 64) {
      image[at + i] = (byte) random.nextInt();
    }
  }

  /** A copy of which {@code count} places of up to {@code most} bytes were written. */
  static byte[] written(byte[] image, int count, int most, long seed) {
    Random random = new Random(seed);
    byte[] next = image.clone();
    for (int i = 0; i < count && image.length > most; i++) {
      noise(next, random.nextInt(image.length - most), 1 + random.nextInt(most), random);
    }
    return next;
  }

  /** A copy with {@code count} bytes put in at {@code at}, as long as before. */
  static byte[] shifted(byte[] image, int at, int count) {
    byte[] next = image.clone();
    System.arraycopy(image, at, next, at + count, image.length - at - count);
    for (int i = 0; i < count; i++) {
      next[at + i] = (byte) (i * 37);
    }
    return next;
  }
}
