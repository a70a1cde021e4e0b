package io.novacron.client.resource;

import java.util.List;

/**
 * How a node booted, or how far it is. Every figure is measured, in seconds since the boot began.
 *
 * @param totalSeconds until the last component was settled
 * @param sequentialSeconds the sum of all work: what one by one would have taken
 * @param criticalSeconds the work of the critical path
 * @param cpuSeconds of all processors that the process took meanwhile; 0 where it cannot tell
 * @param criticalPath the chain of components, each needing the one before it, that worked longest
 * @param without components that the node does without
 * @param components in the order in which they may start
 */
public record BootResource(
    String node,
    double totalSeconds,
    double sequentialSeconds,
    double criticalSeconds,
    double cpuSeconds,
    List<String> criticalPath,
    List<String> without,
    List<BootComponentResource> components) {
  public BootResource {
    criticalPath = List.copyOf(criticalPath);
    without = List.copyOf(without);
    components = List.copyOf(components);
  }
}
