package io.novacron.bench.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that prints something and ends.
 *
 * @param output errors included
 */
record ProgramRun(boolean succeeded, String output) {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /**
   * Runs it in {@code folder}.
   *
   * @throws IOException if it cannot be started, or is not done in five minutes
   */
  static ProgramRun of(Path folder, String... command) throws IOException {
    Path printed = Files.createTempFile("novacron-run", ".out");
    try {
      var builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().put("LC_ALL", "C");
      builder.redirectErrorStream(true).redirectOutput(printed.toFile());
      boolean succeeded = succeeds(builder.start(), List.of(command));
      return new ProgramRun(succeeded, Files.readString(printed, StandardCharsets.UTF_8));
    } finally {
      Files.delete(printed);
    }
  }

  private static boolean succeeds(Process process, List<String> command) throws IOException {
    try {
      if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      throw new IOException(String.join(" ", command) + " is not done after " + LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** What it said last: of a program that failed most often the reason. */
  String lastLine() {
    return output.lines().reduce("it said nothing", (before, line) -> line);
  }
}
