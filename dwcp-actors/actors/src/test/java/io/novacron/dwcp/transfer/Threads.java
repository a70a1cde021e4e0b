package io.novacron.dwcp.transfer;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.List;

/** Looks at all threads, the virtual ones included. */
final class Threads {
  private Threads() {}

  /** Lines of a thread dump that name a thread whose name begins so. */
  static List<String> named(String beginning) {
    try {
      var folder = Files.createTempDirectory("threads");
      var file = folder.resolve("dump.txt");
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
      try (var lines = Files.lines(file)) {
        return lines.filter(line -> line.contains("\"" + beginning)).toList();
      } finally {
        Files.delete(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
