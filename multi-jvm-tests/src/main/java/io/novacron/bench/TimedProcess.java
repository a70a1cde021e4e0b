package io.novacron.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that ran to its end.
 *
 * @param cpuSeconds user and system time of it and of those that it started
 * @param output what it printed, errors included
 */
record TimedProcess(boolean ran, double cpuSeconds, String output, String name) {
  private static final long LIMIT_MINUTES = 30;
  private static final String TIMES = "novacron-cpu ";

  /** The shell's own timing, since Java knows nothing of a process that has ended. */
  private static final String SCRIPT =
      "TIMEFORMAT='" + TIMES + "%3U %3S'; command -v \"$1\" >/dev/null || exit 127; time \"$@\"";

  static TimedProcess run(List<String> command) throws IOException {
    List<String> shell = new ArrayList<>(List.of("bash", "-c", SCRIPT, "bash"));
    shell.addAll(command);
    Path printed = Files.createTempFile("novacron-bench", ".out");
    try {
      Process process =
          new ProcessBuilder(shell)
              .redirectErrorStream(true)
              .redirectOutput(printed.toFile())
              .start();
      boolean ended = ended(process);
      String output = Files.readString(printed, StandardCharsets.UTF_8);
      boolean ran = ended && process.exitValue() == 0;
      return new TimedProcess(ran, ran ? cpu(output) : 0, output, command.getFirst());
    } finally {
      Files.delete(printed);
    }
  }

  private static boolean ended(Process process) {
    try {
      if (process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        return true;
      }
      process.destroyForcibly();
      return false;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }

  private static double cpu(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith(TIMES))
        .mapToDouble(TimedProcess::sum)
        .findFirst()
        .orElse(0);
  }

  private static double sum(String line) {
    String[] times = line.substring(TIMES.length()).split(" ", -1);
    return Double.parseDouble(times[0]) + Double.parseDouble(times[1]);
  }

  TimedProcess and(TimedProcess next) {
    return new TimedProcess(
        ran && next.ran, cpuSeconds + next.cpuSeconds, output + next.output, next.name);
  }

  String why() {
    return output.isBlank()
        ? name + " is not installed"
        : name + " failed: " + output.lines().findFirst().orElse("");
  }
}
