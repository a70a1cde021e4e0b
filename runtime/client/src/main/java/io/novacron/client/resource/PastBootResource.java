package io.novacron.client.resource;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A boot of a node, in short.
 *
 * @param boot its number, from 1
 * @param at when it began
 * @param outcome {@code ready failed interrupted booting}
 * @param reason why it was not ready; empty otherwise
 * @param oneByOne whether it was one component at a time
 * @param readySeconds from the start of the process; null unless it was ready
 * @param totalSeconds of the components
 * @param sequentialSeconds the sum of all their work
 * @param criticalSeconds the work of the critical path
 * @param without components that the node did without
 * @param regressions what took much longer than in the boots before
 */
public record PastBootResource(
    int boot,
    Instant at,
    String outcome,
    String reason,
    boolean oneByOne,
    @Nullable Double readySeconds,
    double totalSeconds,
    double sequentialSeconds,
    double criticalSeconds,
    List<String> criticalPath,
    List<String> without,
    List<RegressionResource> regressions) {
  /** It came to its end. */
  public static final String READY = "ready";

  /** It could not go on. */
  public static final String FAILED = "failed";

  /** It was told to end, or its process ended, before it was ready. */
  public static final String INTERRUPTED = "interrupted";

  /** It goes on. */
  public static final String BOOTING = "booting";

  public PastBootResource {
    criticalPath = List.copyOf(criticalPath);
    without = List.copyOf(without);
    regressions = List.copyOf(regressions);
  }
}
