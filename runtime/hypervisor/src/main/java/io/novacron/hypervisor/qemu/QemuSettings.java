package io.novacron.hypervisor.qemu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of the QEMU driver.
 *
 * @param binary QEMU's program, by name or path
 * @param hostFolder of the sockets and of what was found out about this host, shared by all drivers
 *     of a user on it; its path must be short, since a socket's has at most 107 bytes
 * @param connectDeadline within which a QEMU just started has to answer; too short fails starts on
 *     a busy host, too long delays the news that one hangs
 * @param commandDeadline within which QEMU has to answer a command
 */
public record QemuSettings(
    String binary, Path hostFolder, Duration connectDeadline, Duration commandDeadline) {

  /** {@code qemu-system-x86_64}, host folder {@code /tmp/novacron-<uid>}, ten seconds each. */
  public static QemuSettings defaults() {
    return new QemuSettings(
        "qemu-system-x86_64",
        Path.of("/tmp/novacron-" + ownUid()),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10));
  }

  public QemuSettings withBinary(String other) {
    return new QemuSettings(other, hostFolder, connectDeadline, commandDeadline);
  }

  static int ownUid() {
    try {
      return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
