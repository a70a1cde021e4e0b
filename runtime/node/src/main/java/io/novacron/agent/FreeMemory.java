package io.novacron.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What of the host's memory nobody uses, as the kernel reckons. */
final class FreeMemory {
  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final String AVAILABLE = "MemAvailable:";
  private static final long KIB = 1024;

  private FreeMemory() {}

  /** Bytes; as much as there could be where nobody says. */
  static long bytes() {
    try (var lines = Files.lines(MEMINFO)) {
      return lines
          .filter(line -> line.startsWith(AVAILABLE))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException | RuntimeException e) {
      return Long.MAX_VALUE;
    }
  }
}
