package io.novacron.init;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Boots of one node, the oldest first. A figure has got worse when it is more than half again and a
 * tenth of a second above the median of the ten boots before: less than that is noise.
 */
public record BootHistory(List<Entry> entries) {
  private static final int COMPARED = 10;
  private static final double FACTOR = 1.5;
  private static final double LEAST_SECONDS = 0.1;

  /** Of the whole boot, among the names of components. */
  public static final String TOTAL = "total";

  /**
   * One boot.
   *
   * @param outcome {@code ready}, or why it ended before that
   * @param totalSeconds from its begin to its end
   * @param sequentialSeconds the sum of all work
   * @param parallel whether more than one component could start at once
   * @param workSeconds by component
   */
  public record Entry(
      Instant at,
      String outcome,
      double totalSeconds,
      double sequentialSeconds,
      boolean parallel,
      List<String> criticalPath,
      List<String> without,
      Map<String, Double> workSeconds) {
    /** Of one that succeeded. */
    public static final String READY = "ready";

    public Entry {
      criticalPath = List.copyOf(criticalPath);
      without = List.copyOf(without);
      workSeconds = Map.copyOf(workSeconds);
    }

    boolean isReady() {
      return outcome.equals(READY);
    }

    double seconds(String name) {
      return name.equals(TOTAL) ? totalSeconds : workSeconds.getOrDefault(name, Double.NaN);
    }
  }

  /** What takes longer than it did. */
  public record Regression(String name, double seconds, double medianSeconds) {}

  public BootHistory {
    entries = List.copyOf(entries);
  }

  /** What is worse in the boot {@code index} than in those before it. */
  public List<Regression> regressions(int index) {
    Entry entry = entries.get(index);
    if (!entry.isReady()) {
      return List.of();
    }
    List<String> names = new ArrayList<>(entry.workSeconds().keySet());
    names.sort(null);
    names.addFirst(TOTAL);
    return names.stream()
        .map(name -> new Regression(name, entry.seconds(name), median(name, before(index))))
        .filter(BootHistory::isWorse)
        .toList();
  }

  private static boolean isWorse(Regression figure) {
    return figure.seconds() > figure.medianSeconds() * FACTOR
        && figure.seconds() > figure.medianSeconds() + LEAST_SECONDS;
  }

  /** Those that succeeded alike: one by one takes longer by itself. */
  private List<Entry> before(int index) {
    boolean parallel = entries.get(index).parallel();
    List<Entry> alike =
        entries.subList(0, index).stream()
            .filter(entry -> entry.isReady() && entry.parallel() == parallel)
            .toList();
    return alike.subList(Math.max(0, alike.size() - COMPARED), alike.size());
  }

  /** The median of the last boots for a component; NaN when it was in none. */
  public double expectedSeconds(String name) {
    List<Entry> ready = entries.stream().filter(Entry::isReady).toList();
    return median(name, ready.subList(Math.max(0, ready.size() - COMPARED), ready.size()));
  }

  private static double median(String name, List<Entry> among) {
    double[] sorted =
        among.stream()
            .mapToDouble(entry -> entry.seconds(name))
            .filter(seconds -> !Double.isNaN(seconds))
            .sorted()
            .toArray();
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1
        ? sorted[half]
        : DoubleStream.of(sorted[half - 1], sorted[half]).average().orElseThrow();
  }
}
