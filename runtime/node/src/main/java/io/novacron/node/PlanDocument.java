package io.novacron.node;

import java.util.List;

/**
 * A plan as JSON.
 *
 * @param atOnce components that may be starting at the same time
 * @param order in which they may start: each after all that it needs
 * @param width most of them that would be starting at the same time
 * @param totalSeconds until the last one would be up
 * @param sequentialSeconds one by one
 * @param criticalSeconds of the critical path: less is not possible, however many start at once
 * @param unknown those of which nothing is known; they count as 0
 * @param slots in the order in which they would begin
 */
record PlanDocument(
    String node,
    int atOnce,
    List<String> order,
    int width,
    double totalSeconds,
    double sequentialSeconds,
    double criticalSeconds,
    List<String> criticalPath,
    List<String> unknown,
    List<Slot> slots) {
  /** When a component would start, in seconds since the begin. */
  record Slot(
      String name,
      String phase,
      String criticality,
      List<String> needs,
      double beginSeconds,
      double endSeconds) {}
}
