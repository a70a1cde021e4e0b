package io.novacron.pki;

import io.novacron.tls.TlsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Writes files that only their owner may read, whole or not at all. */
final class SafeFiles {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private SafeFiles() {}

  /** Makes {@code folder} (0700) with those above it, unless it is there. */
  static void folder(Path folder) {
    try {
      Files.createDirectories(folder, owner("rwx------"));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** Puts {@code text} in place of whatever {@code file} was (0600), on disk before it returns. */
  static void write(Path file, String text) {
    Path beside =
        file.resolveSibling(
            "." + file.getFileName() + "." + ThreadLocalRandom.current().nextLong(Long.MAX_VALUE));
    try {
      fill(beside, text);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static void fill(Path file, String text) throws IOException {
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(file, options, owner("rw-------"))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  static FileAttribute<?>[] owner(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  static TlsException unwritable(Path path, IOException cause) {
    return new TlsException(
        path + " cannot be written",
        cause.toString(),
        "Give this user the right to, or name another folder.");
  }
}
