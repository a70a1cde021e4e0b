package io.novacron.node;

import io.novacron.client.resource.BootComponentResource;
import io.novacron.client.resource.BootResource;
import io.novacron.client.resource.BootTryResource;
import io.novacron.init.BootReport;
import io.novacron.init.Standing;
import io.novacron.init.actor.BootSupervisor.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a boot to users. */
final class BootView {
  private static final double SECOND = 1e9;

  private BootView() {}

  /**
   * The boot of {@code node}.
   *
   * @param begunAt when it began
   * @param failures what components have thrown, by their names
   */
  static BootResource of(
      String node, Instant begunAt, Snapshot snapshot, Map<String, Throwable> failures) {
    BootReport report = snapshot.report();
    return new BootResource(
        node,
        report.totalNanos() / SECOND,
        report.sequentialNanos() / SECOND,
        report.criticalNanos() / SECOND,
        snapshot.cpuNanos() / SECOND,
        report.criticalPath(),
        report.without(),
        report.lines().stream()
            .map(line -> component(line, standing(line, snapshot), begunAt, failures))
            .toList());
  }

  /** Before anything has begun. */
  static BootResource none(String node) {
    return new BootResource(node, 0, 0, 0, 0, List.of(), List.of(), List.of());
  }

  private static Standing standing(BootReport.Line line, Snapshot snapshot) {
    return snapshot.standings().getOrDefault(line.name(), new Standing.Waiting());
  }

  private static BootComponentResource component(
      BootReport.Line line, Standing standing, Instant begunAt, Map<String, Throwable> failures) {
    boolean isUp = standing instanceof Standing.Up;
    return new BootComponentResource(
        line.name(),
        line.phase().title(),
        line.criticality().name().toLowerCase(Locale.ROOT),
        line.needs(),
        state(standing),
        seconds(line.freeNanos()),
        seconds(line.beginNanos()),
        seconds(line.endNanos()),
        line.workNanos() / SECOND,
        line.attempts(),
        reason(line, standing),
        line.tries().stream()
            .map(one -> new BootTryResource(one.beginNanos() / SECOND, one.endNanos() / SECOND))
            .toList(),
        line.effect(),
        isUp ? "" : Remedy.of(failures.get(line.name())),
        begunAt.plusNanos(line.now().sinceNanos()),
        line.now().nextNanos().map(begunAt::plusNanos).orElse(null));
  }

  private static String state(Standing standing) {
    return standing instanceof Standing.Up(_, _, var ailment) && !ailment.isEmpty()
        ? "ailing"
        : words(standing.getClass().getSimpleName());
  }

  /** Of now, else of the boot. */
  private static String reason(BootReport.Line line, Standing standing) {
    return switch (standing) {
      case Standing.Up(_, _, var ailment) -> ailment.isEmpty() ? line.reason() : ailment;
      case Standing.Resting(_, _, var reason) -> reason;
      case Standing.GivenUp(var reason) -> reason;
      case Standing.Waiting _, Standing.Starting _, Standing.Stopping _, Standing.Stopped _ ->
          line.reason();
    };
  }

  private static @Nullable Double seconds(long nanos) {
    return nanos < 0 ? null : nanos / SECOND;
  }

  /** {@code GivenUp} is given-up. */
  private static String words(String name) {
    return name.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
