package io.novacron.init;

import io.novacron.init.BootLog.Outcome;
import io.novacron.init.BootLog.Try;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
   * @param freeNanos when all that it needs was settled; negative before
   * @param beginNanos when it began, negative before; between the two it waited for a place
   * @param endNanos when it was settled; negative for one that is not
   * @param workNanos that its attempts took
   * @param tries its attempts that have ended; between them it rested
   * @param effect what the node does without it; may be empty
   * @param now how it stands by now
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
      List<Try> tries,
      int attempts,
      Outcome outcome,
      String reason,
      String effect,
      Now now) {
    public Line {
      needs = List.copyOf(needs);
      tries = List.copyOf(tries);
    }
  }

  /**
   * How a component stands, in nanoseconds since the begin of the boot.
   *
   * @param sinceNanos when it came to stand like that
   * @param nextNanos when it will be tried again; empty when it will not be
   */
  public record Now(long sinceNanos, Optional<Long> nextNanos) {}

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
    List<Line> lines = graph.order().stream().map(spec -> line(spec, log, beginNanos)).toList();
    var work = lines.stream().collect(Collectors.toMap(Line::name, Line::workNanos));
    return new BootReport(lines, graph.longestPath(name -> work.getOrDefault(name, 0L)));
  }

  private static Line line(ComponentSpec spec, BootLog log, long begin) {
    BootLog.Way way = log.way(spec.name()).orElse(BootLog.Way.NONE);
    return new Line(
        spec.name(),
        spec.phase(),
        spec.criticality(),
        spec.needs(),
        way.isFree() ? way.freeNanos() - begin : -1,
        way.isBegun() ? way.beginNanos() - begin : -1,
        way.isSettled() ? way.endNanos() - begin : -1,
        way.workNanos(),
        way.tries().stream()
            .map(one -> new Try(one.beginNanos() - begin, one.endNanos() - begin))
            .toList(),
        way.attempts(),
        way.outcome(),
        way.reason(),
        spec.effect(),
        new Now(
            log.since(spec.name()).map(at -> at - begin).orElse(0L),
            log.dueAt(spec.name()).map(at -> at - begin)));
  }

  /** From the begin until the last component was settled. */
  public long totalNanos() {
    return lines.stream().mapToLong(line -> Math.max(0, line.endNanos())).max().orElse(0);
  }

  /**
   * The sum of all work: what it would have taken one by one, or less, since those that work at
   * once hinder each other.
   */
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
   * @param oneByOneNanos the same of this node's last boot one by one; empty when none is known
   */
  public String sentence(long sinceStartNanos, Optional<Long> oneByOneNanos) {
    String without =
        without().isEmpty() ? "" : "; " + without().size() + " degraded: " + comma(without());
    return String.format(
        Locale.ROOT,
        "ready in %.1f s (components %.1f s, %s; critical path: %s%s)",
        sinceStartNanos / SECOND,
        totalNanos() / SECOND,
        oneByOneNanos.map(BootReport::measured).orElseGet(() -> atMost(sinceStartNanos)),
        String.join(" > ", criticalPath),
        without);
  }

  /** As {@link #sentence(long, Optional)}, when no boot one by one is known. */
  public String sentence(long sinceStartNanos) {
    return sentence(sinceStartNanos, Optional.empty());
  }

  private static String measured(long oneByOneNanos) {
    return String.format(Locale.ROOT, "sequential would be %.1f s", oneByOneNanos / SECOND);
  }

  /** Those that work at once hinder each other, so their work adds up to more than one by one. */
  private String atMost(long sinceStartNanos) {
    long others = Math.max(0, sinceStartNanos - totalNanos());
    return String.format(
        Locale.ROOT, "sequential would be %.1f s at most", (others + sequentialNanos()) / SECOND);
  }

  private static String comma(List<String> names) {
    return String.join(", ", names);
  }
}
