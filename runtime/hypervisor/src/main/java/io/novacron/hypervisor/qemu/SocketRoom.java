package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** Folders of sockets: short, ours alone. Who can write there could speak for our guests. */
final class SocketRoom {
  /** A unix socket's path has at most 107 bytes (unix(7)); some is left for its name. */
  static final int MAX_PATH_BYTES = 100;

  private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

  private SocketRoom() {}

  /** The folder under {@code root} that belongs to {@code owner}, a path; the same every time. */
  static Path under(Path root, Path owner) {
    Path room = root.resolve(hash(owner.toString()));
    if (room.toString().getBytes(StandardCharsets.UTF_8).length + 2 > MAX_PATH_BYTES) {
      throw new HypervisorException(
          Kind.FAILED, "the socket folder must be shorter, sockets cannot be made in " + room);
    }
    return room;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Makes {@code room} and its root.
   *
   * @throws HypervisorException {@code FAILED} when somebody else could write in them
   */
  static void create(Path room) throws IOException {
    Path root = room.toAbsolutePath().getParent();
    if (root != null) {
      claim(root);
    }
    claim(room);
  }

  /** Makes one folder, or finds it ours. */
  static void claim(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OURS));
    } catch (FileAlreadyExistsException _) {
      if (!ours(folder)) {
        throw new HypervisorException(
            Kind.FAILED, folder + " belongs to somebody else or others can write there");
      }
    }
  }

  private static boolean ours(Path folder) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.getAttribute(folder, "unix:uid").equals(QemuSettings.ownUid())
        && Set.of("rwx------", "rwxr-xr-x", "rwxr-x---")
            .contains(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
  }
}
