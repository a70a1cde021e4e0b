package io.novacron.hypervisor.qemu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which process, so that another one with a recycled pid is never taken for it.
 *
 * @param pid process id
 * @param startTicks see {@link ProcStat#startTicks}
 * @param bootId of the kernel that the process runs under
 */
record ProcessIdentity(long pid, long startTicks, String bootId) {
  private static final String BOOT_ID = readBootId();

  /** Of a process that exists now; empty when it does not. */
  static Optional<ProcessIdentity> of(long pid) {
    return ProcStat.of(pid)
        .filter(ProcStat::alive)
        .map(stat -> new ProcessIdentity(pid, stat.startTicks(), BOOT_ID));
  }

  /** Whether this very process still lives. */
  boolean alive() {
    return of(pid).filter(this::equals).isPresent();
  }

  private static String readBootId() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
