package io.novacron.client.resource;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One of a node's last boots.
 *
 * @param at when it was over
 * @param outcome {@code ready}, or why it ended before that
 * @param totalSeconds from its begin to its end
 * @param sequentialSeconds the sum of all work
 * @param parallel whether more than one component could start at once
 * @param workSeconds by component
 * @param regressions components, or {@code total}, that took more than half again as long as in the
 *     ten boots before
 */
public record BootRecordResource(
    Instant at,
    String outcome,
    double totalSeconds,
    double sequentialSeconds,
    boolean parallel,
    List<String> criticalPath,
    List<String> without,
    Map<String, Double> workSeconds,
    List<String> regressions) {
  public BootRecordResource {
    criticalPath = List.copyOf(criticalPath);
    without = List.copyOf(without);
    workSeconds = Map.copyOf(workSeconds);
    regressions = List.copyOf(regressions);
  }
}
