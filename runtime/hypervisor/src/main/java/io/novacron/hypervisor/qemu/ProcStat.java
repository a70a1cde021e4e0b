package io.novacron.hypervisor.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The part of {@code /proc/<pid>/stat} that we use (proc(5)).
 *
 * @param state one letter; Z and X mean dead
 * @param cpuTicks CPU time used, user and system, in 1/100 s
 * @param startTicks when the process was started, in 1/100 s since boot: with the boot and the pid
 *     it names a process once and for all
 */
record ProcStat(char state, long cpuTicks, long startTicks) {
  /** USER_HZ, which Linux has fixed for what it shows to programs. */
  static final long TICKS_PER_SECOND = 100;

  static ProcStat parse(String line) {
    // the name stands in parentheses and may hold blanks and parentheses itself
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return new ProcStat(
        fields[0].charAt(0),
        Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
        Long.parseLong(fields[19]));
  }

  /** Empty when there is no such process. */
  static Optional<ProcStat> of(long pid) {
    try {
      return Optional.of(parse(Files.readString(Path.of("/proc/" + pid + "/stat"))));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  boolean alive() {
    return state != 'Z' && state != 'X';
  }
}
