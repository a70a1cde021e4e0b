package io.novacron.hypervisor.qemu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A guest of our own: one boot sector that beats a hundred times a second (on the debug console and
 * the second serial port), rewrites memory in bursts and halts in between. It runs from a read-only
 * disk on any {@code pc} machine and needs 1 MiB on top of its working set, plus what a PC takes.
 * Its source is src/main/guest/pulse.S.
 */
public final class PulseGuest {
  /** Where the parameters lie in the boot sector, see the end of pulse.S. */
  static final int PARAMETERS_OFFSET = 0x1e4;

  /** Smaller disks have no cylinder of 16 heads and 63 sectors, and SeaBIOS boots from none. */
  private static final int IMAGE_BYTES = 1 << 20;

  private static final int PAGES_PER_MIB = 256;

  private PulseGuest() {}

  /**
   * What the guest does to its memory.
   *
   * @param workingSetMiB filled once and then rewritten page by page, round and round; 0 to 2048
   * @param pagesPerBurst pages of 4 KiB rewritten in one go; 0 never rewrites
   * @param beatsPerBurst beats (10 ms each) from one burst to the next, at least 1
   * @param wordsPerPage 4-byte words rewritten in a page, 1 to 1024
   * @param equalWords how many words in a row are equal, 1 to 1024: 1 cannot be compressed
   */
  public record Settings(
      int workingSetMiB, int pagesPerBurst, int beatsPerBurst, int wordsPerPage, int equalWords) {
    /** 16 MiB of which 6,400 pages a second are rewritten in part. */
    public static final Settings BUSY = new Settings(16, 640, 10, 64, 4);

    /** 4 MiB of which 64 pages are rewritten twice a second. */
    public static final Settings CALM = new Settings(4, 64, 50, 256, 4);

    /**
     * @throws IllegalArgumentException for a value out of its range
     */
    public Settings {
      check(workingSetMiB >= 0 && workingSetMiB <= 2048, "workingSetMiB", workingSetMiB);
      check(pagesPerBurst >= 0, "pagesPerBurst", pagesPerBurst);
      check(beatsPerBurst >= 1, "beatsPerBurst", beatsPerBurst);
      check(wordsPerPage >= 1 && wordsPerPage <= 1024, "wordsPerPage", wordsPerPage);
      check(equalWords >= 1 && equalWords <= 1024, "equalWords", equalWords);
    }

    private static void check(boolean holds, String name, int value) {
      if (!holds) {
        throw new IllegalArgumentException(name + " out of range: " + value);
      }
    }
  }

  /** A raw disk image of a guest that does as {@code settings} say. */
  public static byte[] image(Settings settings) {
    int pages = settings.workingSetMiB() * PAGES_PER_MIB;
    return image(
        pages,
        pages == 0 ? 0 : settings.pagesPerBurst(),
        settings.beatsPerBurst(),
        settings.wordsPerPage(),
        settings.equalWords(),
        0);
  }

  /**
   * Writes {@link #image} to {@code file}, over whatever was there.
   *
   * @throws IOException when it cannot be written
   */
  public static void writeTo(Path file, Settings settings) throws IOException {
    Files.write(file, image(settings));
  }

  /**
   * An image of a guest that neither rests nor rewrites, but beats every {@code rounds} of sums.
   */
  static byte[] spinning(int rounds) {
    return image(0, 0, 1, 1, 1, rounds);
  }

  private static byte[] image(int... parameters) {
    ByteBuffer image = ByteBuffer.allocate(IMAGE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    image.put(bootSector()).position(PARAMETERS_OFFSET);
    for (int parameter : parameters) {
      image.putInt(parameter);
    }
    return image.array();
  }

  /** As assembled. */
  static byte[] bootSector() {
    try (InputStream resource = PulseGuest.class.getResourceAsStream("pulse.bin")) {
      if (resource == null) {
        throw new IllegalStateException("pulse.bin is missing from the jar");
      }
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
