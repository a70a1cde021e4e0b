package io.novacron.init;

import io.novacron.init.BootLog.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a boot says about itself. Every figure is measured; times are nanoseconds since its begin.
 *
 * @param lines of the components, in the order in which they may start
 * @param criticalPath the chain of components, each needing the one before it, that worked longest
 */
public record BootReport(List<Line> lines, List<String> criticalPath) {
  private static final double SECOND = 1e9;

  /**
   * A component's part.
   *
   * @param freeNanos when all that it needs was settled
   * @param beginNanos when it began; between the two it waited for a place
   * @param endNanos when it was settled; negative for one that is not
   * @param workNanos that its attempts took
   */
  public record Line(
      String name,
      Phase phase,
      Criticality criticality,
      List<String> needs,
      long freeNanos,
      long beginNanos,
      long endNanos,
      long workNanos,
      int attempts,
      Outcome outcome,
      String reason) {
    public Line {
      needs = List.copyOf(needs);
    }
  }

  public BootReport {
    lines = List.copyOf(lines);
    criticalPath = List.copyOf(criticalPath);
  }

  /**
   * The report on a boot.
   *
   * @param beginNanos when it began, by the clock of its events
   */
  public static BootReport of(DependencyGraph graph, BootLog log, long beginNanos) {
    List<Line> lines =
        graph.order().stream()
            .filter(spec -> log.way(spec.name()).isPresent())
            .map(spec -> line(spec, log.way(spec.name()).orElseThrow(), beginNanos))
            .toList();
    var work = lines.stream().collect(Collectors.toMap(Line::name, Line::workNanos));
    return new BootReport(lines, graph.longestPath(name -> work.getOrDefault(name, 0L)));
  }

  private static Line line(ComponentSpec spec, BootLog.Way way, long begin) {
    return new Line(
        spec.name(),
        spec.phase(),
        spec.criticality(),
        spec.needs(),
        way.freeNanos() - begin,
        way.beginNanos() - begin,
        way.isSettled() ? way.endNanos() - begin : -1,
        way.workNanos(),
        way.attempts(),
        way.outcome(),
        way.reason());
  }

  /** From the begin until the last component was settled. */
  public long totalNanos() {
    return lines.stream().mapToLong(Line::endNanos).max().orElse(0);
  }

  /** What it would have taken one by one: the sum of all work. */
  public long sequentialNanos() {
    return lines.stream().mapToLong(Line::workNanos).sum();
  }

  /** What it would take if nothing waited for a place or a processor. */
  public long criticalNanos() {
    return lines.stream()
        .filter(line -> criticalPath.contains(line.name()))
        .mapToLong(Line::workNanos)
        .sum();
  }

  /** Components that the node does without. */
  public List<String> without() {
    return lines.stream()
        .filter(line -> line.outcome() == Outcome.WITHOUT)
        .map(Line::name)
        .toList();
  }

  /**
   * For people, in one line.
   *
   * @param sinceStartNanos from the start of the process to the end of the boot
   */
  public String sentence(long sinceStartNanos) {
    String without =
        without().isEmpty() ? "" : "; " + without().size() + " degraded: " + comma(without());
    return String.format(
        Locale.ROOT,
        "ready in %.1f s (components %.1f s, sequential would be %.1f s; critical path: %s%s)",
        sinceStartNanos / SECOND,
        totalNanos() / SECOND,
        sequentialNanos() / SECOND,
        String.join(" > ", criticalPath),
        without);
  }

  private static String comma(List<String> names) {
    return String.join(", ", names);
  }
}
