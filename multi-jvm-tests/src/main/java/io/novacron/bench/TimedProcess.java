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
 * @param ran whether it has, and well
 * @param missing whether there is no such program
 * @param cpuSeconds user and system time of it and of those that it started
 * @param output what it printed, errors included
 */
record TimedProcess(boolean ran, boolean missing, double cpuSeconds, String output, String name) {
  private static final int NO_SUCH_PROGRAM = 127;

  private static final long LIMIT_MINUTES = 30;
  private static final String TIMES = "novacron-cpu ";

  /** The shell's own timing, since Java knows nothing of a process that has ended. */
  private static final String SCRIPT =
      "export LC_ALL=C; TIMEFORMAT='"
          + TIMES
          + "%3U %3S'; command -v \"$1\" >/dev/null || exit 127; time \"$@\"";

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
      boolean missing = ended && process.exitValue() == NO_SUCH_PROGRAM;
      return new TimedProcess(ran, missing, ran ? cpu(output) : 0, output, command.getFirst());
    } finally {
      Files.delete(printed);
    }
  }

  private static boolean ended(Process process) {
    try {
      if (process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        return true;
      }
      kill(process);
      return false;
    } catch (InterruptedException e) {
      kill(process);
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }

  private static void kill(Process shell) {
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
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
        ran && next.ran,
        missing || next.missing,
        cpuSeconds + next.cpuSeconds,
        output + next.output,
        next.name);
  }

  String why() {
    return missing
        ? name + " is not installed"
        : name + " failed: " + output.lines().findFirst().orElse("without a word, or in time");
  }
}
