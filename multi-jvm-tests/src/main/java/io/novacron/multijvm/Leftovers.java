package io.novacron.multijvm;

import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.HypervisorDriver;
import io.novacron.hypervisor.qemu.QemuDriver;
import io.novacron.hypervisor.qemu.QemuSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What outlives the nodes of a cluster: guests, which are meant to, and folders. */
public final class Leftovers {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Leftovers() {}

  /** Ends the guests that live on without their node. */
  public static void endGuests(Path nodeData) {
    if (!Files.isDirectory(nodeData)) {
      return;
    }
    try (HypervisorDriver driver = QemuDriver.create(nodeData, QemuSettings.defaults())) {
      driver.guests().forEach(Guest::destroy);
    }
  }

  /**
   * Waits until no process is left whose command line names {@code folder}.
   *
   * @throws IllegalStateException naming those that stay
   */
  public static void awaitNone(Path folder) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<String> left = processes(folder);
    while (!left.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("left behind: " + String.join("; ", left));
      }
      LockSupport.parkNanos(50_000_000);
      left = processes(folder);
    }
  }

  /** Command lines of the processes, other than this one, that name {@code folder}. */
  public static List<String> processes(Path folder) {
    String name = folder.toAbsolutePath().toString();
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .map(process -> process.pid() + " " + commandLine(process))
        .filter(line -> line.contains(name))
        .toList();
  }

  /** From /proc where there is one, since the JDK shows the first 4 KiB only. */
  private static String commandLine(ProcessHandle process) {
    try {
      var file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return Files.readString(file, StandardCharsets.ISO_8859_1).replace('\0', ' ');
    } catch (IOException e) {
      return process.info().commandLine().orElse("");
    }
  }

  /** Removes {@code folder} and all that is in it. */
  public static void remove(Path folder) {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    deepestFirst.forEach(path -> path.toFile().delete());
  }
}
