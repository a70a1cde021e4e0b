package io.novacron.init.actor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process takes of all processors together, to a hundredth of a second. From /proc where
 * there is one: the JDK's management beans would cost a boot more than they tell it. For one
 * thread.
 */
final class ProcessorTime {
  private static final Path STAT = Path.of("/proc/self/stat");

  /** Units of /proc are hundredths of a second, whatever the kernel's own (proc_pid_stat(5)). */
  private static final long TICK_NANOS = 10_000_000;

  /** Of the fields after the name, which may hold spaces and parentheses: utime and stime. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;
  private static final long RUNNING = -1;

  private final long begin = now();
  private long stopped = RUNNING;

  private ProcessorTime() {}

  static ProcessorTime fromNow() {
    return new ProcessorTime();
  }

  /** What is taken from now on does not count; the first time decides. */
  void stop() {
    if (stopped == RUNNING) {
      stopped = now();
    }
  }

  /** Since the begin, in nanoseconds; 0 on systems that have no /proc. */
  long nanos() {
    return (stopped == RUNNING ? now() : stopped) - begin;
  }

  private static long now() {
    try {
      return nanos(Files.readString(STAT));
    } catch (IOException e) {
      return 0;
    }
  }

  static long nanos(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * TICK_NANOS;
  }
}
