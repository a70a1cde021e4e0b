package io.novacron.node;

import io.novacron.client.resource.BootComponentResource;
import io.novacron.client.resource.BootResource;
import io.novacron.init.BootReport;
import io.novacron.init.Standing;
import io.novacron.init.actor.BootSupervisor.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a boot to users. */
final class BootView {
  private static final double SECOND = 1e9;

  private BootView() {}

  static BootResource of(String node, Snapshot snapshot) {
    BootReport report = snapshot.report();
    return new BootResource(
        node,
        report.totalNanos() / SECOND,
        report.sequentialNanos() / SECOND,
        report.criticalNanos() / SECOND,
        snapshot.cpuNanos() / SECOND,
        report.criticalPath(),
        report.without(),
        report.lines().stream().map(line -> component(line, snapshot.standings())).toList());
  }

  /** Before anything has begun. */
  static BootResource none(String node) {
    return new BootResource(node, 0, 0, 0, 0, List.of(), List.of(), List.of());
  }

  private static BootComponentResource component(
      BootReport.Line line, Map<String, Standing> standings) {
    Standing standing = standings.getOrDefault(line.name(), new Standing.Waiting());
    return new BootComponentResource(
        line.name(),
        line.phase().title(),
        line.criticality().name().toLowerCase(Locale.ROOT),
        line.needs(),
        words(standing.getClass().getSimpleName()),
        seconds(line.freeNanos()),
        seconds(line.beginNanos()),
        seconds(line.endNanos()),
        line.workNanos() / SECOND,
        line.attempts(),
        line.reason());
  }

  private static @Nullable Double seconds(long nanos) {
    return nanos < 0 ? null : nanos / SECOND;
  }

  /** {@code GivenUp} is given-up. */
  private static String words(String name) {
    return name.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
