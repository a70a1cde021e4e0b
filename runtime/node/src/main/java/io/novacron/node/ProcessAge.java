package io.novacron.node;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How long ago this process was started, the start of the JVM included. */
final class ProcessAge {
  /** Units of /proc are hundredths of a second, whatever the kernel's own (proc_pid_stat(5)). */
  private static final double TICKS_PER_SECOND = 100;

  /** Of the fields after the name, which may hold spaces and parentheses. */
  private static final int START_TIME = 19;

  private ProcessAge() {}

  /**
   * In nanoseconds, to a hundredth of a second. {@link ProcessHandle.Info#startInstant} would be
   * wrong by up to a second: it adds to the time at which the machine was started, which the kernel
   * gives in whole seconds.
   */
  static long nanos() {
    return seconds().map(s -> Math.round(s * 1e9)).orElseGet(ProcessAge::ofTheJvm);
  }

  private static Optional<Double> seconds() {
    try {
      double up = upSeconds(Files.readString(Path.of("/proc/uptime")));
      return Optional.of(up - startSeconds(Files.readString(Path.of("/proc/self/stat"))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static double upSeconds(String uptime) {
    return Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
  }

  static double startSeconds(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[START_TIME]) / TICKS_PER_SECOND;
  }

  private static long ofTheJvm() {
    long start = ManagementFactory.getRuntimeMXBean().getStartTime();
    return Duration.ofMillis(System.currentTimeMillis() - start).toNanos();
  }
}
