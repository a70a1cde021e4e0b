package io.novacron.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where and under what circumstances something was measured. */
final class Context {
  private static final long MIB = 1L << 20;

  private final Instant began = Instant.now();
  private final double loadBefore = load();

  /**
   * As JSON has it.
   *
   * @param nodeFlags of the JVMs that were measured
   * @param parameters of the benchmark
   */
  Map<String, Object> json(List<String> nodeFlags, Map<String, Object> parameters) {
    var all = new LinkedHashMap<String, Object>();
    all.put("date", began.truncatedTo(ChronoUnit.SECONDS).toString());
    all.put("durationSeconds", ChronoUnit.SECONDS.between(began, Instant.now()));
    all.put("machine", machine());
    all.put("cpus", Runtime.getRuntime().availableProcessors());
    all.put("memoryMiB", memoryMiB());
    all.put("loadAverageBefore", loadBefore);
    all.put("loadAverageAfter", load());
    all.put("versions", versions());
    all.put("nodeJvmFlags", nodeFlags);
    all.put("jvmFlags", ManagementFactory.getRuntimeMXBean().getInputArguments());
    all.put("parameters", parameters);
    return all;
  }

  private static Map<String, String> versions() {
    var all = new LinkedHashMap<String, String>();
    String ours = Context.class.getPackage().getImplementationVersion();
    all.put("novacron", ours == null ? "development" : ours);
    all.put("java", Runtime.version().toString());
    all.put("jvm", System.getProperty("java.vm.name"));
    all.put("pekko", org.apache.pekko.Version.current());
    all.put("h2", org.h2.engine.Constants.FULL_VERSION);
    return all;
  }

  private static String machine() {
    return String.join(
        " ",
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"),
        processor());
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private static long memoryMiB() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize() / MIB
        : 0;
  }

  /** Of the last minute, others' work on the machine included; negative where it is not known. */
  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
