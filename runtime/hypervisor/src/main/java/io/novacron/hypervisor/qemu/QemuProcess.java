package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A QEMU process. It has a session of its own, and its output goes to a file, so that neither the
 * end of this process nor a Ctrl-C at its terminal reaches it.
 */
final class QemuProcess {
  private static final Duration KILL_DEADLINE = Duration.ofSeconds(5);

  private final ProcessIdentity identity;
  private final CompletableFuture<OptionalInt> exited;

  private QemuProcess(ProcessIdentity identity, CompletableFuture<OptionalInt> exited) {
    this.identity = identity;
    this.exited = exited;
  }

  /**
   * Starts {@code argv}.
   *
   * @param output file that takes what it writes
   * @throws HypervisorException {@code UNAVAILABLE} when the program cannot be started
   */
  static QemuProcess launch(List<String> argv, Path output) {
    List<String> command = new ArrayList<>(argv);
    command.addFirst("setsid");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .redirectErrorStream(true)
              .start();
      return child(process, output);
    } catch (IOException e) {
      throw new HypervisorException(
          Kind.UNAVAILABLE, "cannot start " + argv.getFirst() + ": " + e.getMessage(), e);
    }
  }

  private static QemuProcess child(Process process, Path output) {
    ProcessIdentity identity =
        ProcessIdentity.of(process.pid())
            .orElseThrow(
                () -> new HypervisorException(Kind.FAILED, "QEMU ended at once, see " + output));
    return new QemuProcess(
        identity, process.onExit().thenApply(ended -> OptionalInt.of(ended.exitValue())));
  }

  /** A process that was started before this one was; empty when it does not live any more. */
  static Optional<QemuProcess> adopt(ProcessIdentity identity) {
    return ProcessHandle.of(identity.pid())
        .filter(_ -> identity.alive())
        .map(handle ->
            new QemuProcess(identity, handle.onExit().thenApply(_ -> OptionalInt.empty())));
  }

  /** The living process which has {@code argument} among its arguments' text, if there is one. */
  static Optional<QemuProcess> withArgument(String argument) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.map(ProcessHandle::pid)
          .filter(pid -> commandLine(pid).contains(argument))
          .flatMap(pid -> ProcessIdentity.of(pid).stream())
          .findFirst()
          .flatMap(QemuProcess::adopt);
    }
  }

  private static String commandLine(long pid) {
    try {
      byte[] arguments = Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline"));
      return new String(arguments, StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }

  ProcessIdentity identity() {
    return identity;
  }

  boolean alive() {
    return identity.alive();
  }

  /** Completes with its exit status when it has ended; without one if it was not our child. */
  CompletableFuture<OptionalInt> exited() {
    return exited;
  }

  /**
   * Ends it: by SIGTERM, at which QEMU closes its disks, and by SIGKILL after {@code grace}.
   *
   * @throws HypervisorException {@code TIMED_OUT} when it still lives some seconds later
   */
  void end(Duration grace) {
    if (!grace.isZero()) {
      signal(false);
      if (awaitExit(grace)) {
        return;
      }
    }
    signal(true);
    if (!awaitExit(KILL_DEADLINE)) {
      throw new HypervisorException(Kind.TIMED_OUT, "process " + identity + " does not die");
    }
  }

  private void signal(boolean forcibly) {
    if (alive()) {
      ProcessHandle.of(identity.pid()).ifPresent(process -> deliver(process, forcibly));
    }
  }

  private static void deliver(ProcessHandle process, boolean forcibly) {
    var _ = forcibly ? process.destroyForcibly() : process.destroy();
  }

  /** Whether it has ended by then. */
  boolean awaitExit(Duration deadline) {
    try {
      exited.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | ExecutionException _) {
      return !alive();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return !alive();
    }
  }

  /** CPU time that it has used so far. */
  long cpuNanos() {
    return ProcStat.of(identity.pid())
        .map(stat -> TimeUnit.SECONDS.toNanos(stat.cpuTicks()) / ProcStat.TICKS_PER_SECOND)
        .orElse(0L);
  }

  /** Memory of the host that it occupies. */
  long residentBytes() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + identity.pid() + "/status"))) {
      return residentBytes(lines);
    } catch (IOException _) {
      return 0;
    }
  }

  static long residentBytes(Stream<String> status) {
    return status
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  /** Time since it was started. */
  long uptimeMillis() {
    try {
      String uptime = Files.readString(Path.of("/proc/uptime"));
      double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
      return (long) (seconds * 1000) - identity.startTicks() * 1000 / ProcStat.TICKS_PER_SECOND;
    } catch (IOException _) {
      return 0;
    }
  }
}
