package io.novacron.bench.guest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes a cpio archive in the format "newc", which Linux unpacks into its first file system
 * (kernel.org, driver-api/early-userspace/buffer-format). Everything belongs to root and is of the
 * same moment, so the same content gives the same bytes, and nobody needs to be root to write it.
 */
final class CpioArchive implements AutoCloseable {
  /** Bits of a file's mode. */
  private static final int FOLDER = 0040000;

  private static final int REGULAR = 0100000;
  private static final int CHARACTER_DEVICE = 0020000;
  private static final String MAGIC = "070701";
  private static final String LAST = "TRAILER!!!";
  private static final int ALIGNMENT = 4;

  private final OutputStream out;
  private long written;
  private int inode = 1;

  private CpioArchive(OutputStream out) {
    this.out = out;
  }

  /** Over whatever was there. */
  static CpioArchive create(Path file) throws IOException {
    return to(Files.newOutputStream(file));
  }

  static CpioArchive to(OutputStream out) {
    return new CpioArchive(new BufferedOutputStream(out, 1 << 16));
  }

  /** A folder, which has to come before what is in it; {@code name} without a slash in front. */
  void folder(String name) throws IOException {
    header(name, FOLDER | 0755, 0, 0, 0);
  }

  /** A file that may be read by all, and run if {@code program}. */
  void file(String name, byte[] content, boolean program) throws IOException {
    header(name, REGULAR | (program ? 0755 : 0644), content.length, 0, 0);
    out.write(content);
    written += content.length;
    pad();
  }

  void characterDevice(String name, int major, int minor) throws IOException {
    header(name, CHARACTER_DEVICE | 0600, 0, major, minor);
  }

  private void header(String name, int mode, int bytes, int major, int minor) throws IOException {
    byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
    int owner = 0;
    int links = 1;
    int time = 0;
    int checksum = 0;
    text(MAGIC);
    hex(inode++, mode, owner, owner, links, time, bytes, 0, 0, major, minor, encoded.length + 1);
    hex(checksum);
    out.write(encoded);
    out.write(0);
    written += encoded.length + 1;
    pad();
  }

  private void hex(int... fields) throws IOException {
    for (int field : fields) {
      text(String.format(Locale.ROOT, "%08x", field));
    }
  }

  private void text(String ascii) throws IOException {
    out.write(ascii.getBytes(StandardCharsets.US_ASCII));
    written += ascii.length();
  }

  private void pad() throws IOException {
    while (written % ALIGNMENT != 0) {
      out.write(0);
      written++;
    }
  }

  @Override
  public void close() throws IOException {
    try (out) {
      header(LAST, 0, 0, 0, 0);
    }
  }
}
