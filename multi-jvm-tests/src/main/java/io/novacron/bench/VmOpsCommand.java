package io.novacron.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./novacron bench vm-ops}. */
@Command(
    name = "vm-ops",
    description =
        "Creates and starts simulated VMs on three nodes, as fast as they can and at half of that,"
            + " and compares with bare asks and bare persisted commands on the same cluster.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class VmOpsCommand implements Callable<Integer> {
  @Option(names = "--in-flight", description = "Operations in flight (1000).")
  private int inFlight = 1000;

  @Option(names = "--ramp-seconds", description = "In which they are reached (240).")
  private double ramp = 240;

  @Option(names = "--warm-up-seconds", description = "After that, not measured (20).")
  private double warmUp = 20;

  @Option(names = "--seconds", description = "Measured, and as long for each peer (40).")
  private double seconds = 40;

  @Option(names = "--half-load-seconds", description = "At half of the throughput (60).")
  private double halfLoad = 60;

  @Option(names = "--database", split = ",", description = "h2, postgresql or both (both).")
  private List<DatabaseKind> databases = List.of(DatabaseKind.values());

  @Option(names = "-o", description = "json or table (json).")
  private OutputForm output = OutputForm.json;

  @Option(
      names = "--node-flags",
      split = " ",
      description = "Flags of the nodes' JVMs, over those of every JVM that the harness starts.")
  private List<String> nodeFlags = VmOps.NODE_FLAGS;

  @Option(names = "--keep", description = "Keep logs and files of the cluster in this folder.")
  private @Nullable Path keep;

  @Override
  public Integer call() {
    var context = new Context();
    List<Map<String, Object>> results = databases.stream().map(this::measured).toList();
    if (results.stream().allMatch(result -> result.containsKey("unavailable"))) {
      return BenchMain.CANNOT_RUN;
    }
    var document = new LinkedHashMap<String, Object>();
    document.put("databases", results);
    document.put("context", context.json(nodeFlags, parameters()));
    System.out.println(output.text(document));
    return 0;
  }

  private Map<String, Object> measured(DatabaseKind database) {
    Path parent = folder();
    Path folder = parent.resolve(database.label());
    try {
      return VmOps.run(plan(), nodeFlags, database, folder, text -> say(database, text))
          .json(database.label());
    } catch (RuntimeException e) {
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      say(database, "cannot be measured: " + why + "; perhaps: " + database.remedy());
      return Map.of("name", database.label(), "unavailable", why + "; " + database.remedy());
    } finally {
      if (keep == null) {
        delete(parent);
      }
    }
  }

  private VmOpsPlan plan() {
    return new VmOpsPlan(
        inFlight, duration(ramp), duration(warmUp), duration(seconds), duration(halfLoad));
  }

  private Map<String, Object> parameters() {
    var all = new LinkedHashMap<String, Object>();
    all.put("nodes", 3);
    all.put("inFlight", inFlight);
    all.put("rampSeconds", ramp);
    all.put("warmUpSeconds", warmUp);
    all.put("seconds", seconds);
    all.put("halfLoadSeconds", halfLoad);
    return all;
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  private static void say(DatabaseKind database, String text) {
    System.err.println("vm-ops " + database.label() + ": " + text);
  }

  private Path folder() {
    try {
      return keep == null ? Files.createTempDirectory("novacron-bench") : keep.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> found = Files.walk(folder)) {
      found.sorted(Comparator.reverseOrder()).forEach(all::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    all.forEach(path -> path.toFile().delete());
  }
}
