package io.novacron.bench;

import io.novacron.multijvm.Leftovers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./novacron bench boot}. */
@Command(
    name = "boot",
    description =
        "Boots a node over and over, its components together and one by one in turn, and times it"
            + " from the start of the process until it is ready.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class BootCommand implements Callable<Integer> {
  @Option(
      names = "--profile",
      split = ",",
      description = "embedded, production, slow (these three); kamon.")
  private List<BootProfile> profiles = BootProfile.USUAL;

  @Option(names = "--runs", description = "Boots of each order (5).")
  private int runs = 5;

  @Option(names = "--idle-runs", description = "Of these, watched doing nothing afterwards (3).")
  private int idleRuns = 3;

  @Option(names = "--idle-seconds", description = "For so long (10).")
  private int idleSeconds = 10;

  @Option(names = "--cluster-runs", description = "Starts of a cluster of three nodes (3).")
  private int clusterRuns = 3;

  @Option(names = "-o", description = "json or table (json).")
  private OutputForm output = OutputForm.json;

  @Override
  public Integer call() {
    var context = new Context();
    var document = new LinkedHashMap<String, Object>();
    Path folder = folder();
    try (var cleanup = new Cleanup()) {
      var _ = cleanup.open(() -> () -> Leftovers.remove(folder));
      measure(document, folder, cleanup);
    }
    document.put("context", context.json(List.of("as ./novacron start"), parameters()));
    System.out.println(output.text(document));
    return 0;
  }

  private void measure(Map<String, Object> document, Path folder, Cleanup cleanup) {
    var boots = new Boots(runs, idleRuns, Duration.ofSeconds(idleSeconds), folder, cleanup);
    document.put("profiles", profiles.stream().map(boots::of).toList());
    if (clusterRuns > 0) {
      addCluster(document, folder.resolve("three"), cleanup);
    }
  }

  private void addCluster(Map<String, Object> document, Path folder, Cleanup cleanup) {
    try {
      List<Double> all = BootCluster.seconds(DatabaseKind.POSTGRESQL, clusterRuns, folder, cleanup);
      double median = BootFigures.median(all.stream().mapToDouble(s -> s).toArray());
      document.put("cluster3Seconds", BootFigures.rounded(median));
      document.put("cluster3AllSeconds", all.stream().map(BootFigures::rounded).toList());
    } catch (RuntimeException e) {
      Boots.say("cluster", "failed: " + e.getMessage());
      document.put("cluster3Unavailable", String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Object> parameters() {
    return Map.of(
        "runs", runs,
        "idleRuns", idleRuns,
        "idleSeconds", idleSeconds,
        "clusterRuns", clusterRuns);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("novacron-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
