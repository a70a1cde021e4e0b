package io.novacron.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process has taken of the machine.
 *
 * @param cpuSeconds of all processors together, since its start
 * @param rssMiB resident now; 0 on systems that have no /proc
 */
record ProcessUse(double cpuSeconds, double rssMiB) {
  private static final double KIB_PER_MIB = 1024;

  /** Of a process that runs; all zero of one that does not. */
  static ProcessUse of(long pid) {
    double cpu =
        ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration())
            .map(duration -> duration.toNanos() / 1e9)
            .orElse(0.0);
    return new ProcessUse(cpu, rss(Path.of("/proc", Long.toString(pid), "status")));
  }

  private static double rss(Path status) {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
