package io.novacron.init;

import java.util.Map;

/**
 * What a boot that came to its end took.
 *
 * @param oneByOne whether it was one component at a time: only such boots compare
 * @param readyNanos from the start of the process
 * @param totalNanos of the components, from the first start to the last one settled
 * @param workNanos of each component
 */
public record BootFigures(
    boolean oneByOne, long readyNanos, long totalNanos, Map<String, Long> workNanos) {
  public BootFigures {
    workNanos = Map.copyOf(workNanos);
  }
}
