package io.novacron.multijvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that we started, and nobody else's: output in a file, killed at the latest on close.
 */
public final class Child implements AutoCloseable {
  private static final int TAIL_LINES = 25;

  private final Process process;
  private final Path log;
  private final long startedNanos;

  private Child(Process process, Path log, long startedNanos) {
    this.process = process;
    this.log = log;
    this.startedNanos = startedNanos;
  }

  /** Starts {@code command}; what it says goes to the end of {@code log}. */
  public static Child start(List<String> command, Path log) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      long now = System.nanoTime();
      return new Child(builder.start(), log, now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When it was about to be started, as {@link System#nanoTime} has it. */
  public long startedNanos() {
    return startedNanos;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** SIGKILL, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(10));
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** SIGTERM, and SIGKILL when it has not ended within {@code grace}. */
  void stop(Duration grace) {
    process.destroy();
    if (!awaitEnd(grace)) {
      kill();
    }
  }

  /** Whether it has ended within {@code limit}. */
  boolean awaitEnd(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Of a process that has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Its whole output. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }

  /** The last lines of its output. */
  String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }

  @Override
  public void close() {
    if (isAlive()) {
      kill();
    }
  }
}
