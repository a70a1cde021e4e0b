package io.novacron.init;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/**
 * How a boot would go if every component took as long as expected: nothing is started.
 *
 * @param slots in the order in which they begin
 * @param width most components starting at once
 * @param criticalPath the chain that takes longest, however many may start at once
 */
public record BootPlan(List<Slot> slots, int width, List<String> criticalPath) {
  /** When a component would start, in nanoseconds since the begin. */
  public record Slot(ComponentSpec spec, long beginNanos, long endNanos) {
    /** How long it takes. */
    public long nanos() {
      return endNanos - beginNanos;
    }
  }

  public BootPlan {
    slots = List.copyOf(slots);
    criticalPath = List.copyOf(criticalPath);
  }

  /**
   * The plan of {@code graph}.
   *
   * @param atOnce components that may be starting at the same time
   * @param expectedNanos how long each takes, 0 or more
   */
  public static BootPlan of(
      DependencyGraph graph, int atOnce, ToLongFunction<String> expectedNanos) {
    var boot = new Boot(graph, atOnce);
    List<Slot> slots = new ArrayList<>();
    var running = new PriorityQueue<Slot>(Comparator.comparingLong(Slot::endNanos));
    int width = 0;
    List<BootAction> actions = boot.begin(0);
    for (long now = 0; !actions.isEmpty() || !running.isEmpty(); ) {
      begin(graph, actions, now, expectedNanos, running, slots);
      width = Math.max(width, running.size());
      now = running.element().endNanos();
      actions = endAt(now, running, boot);
    }
    return new BootPlan(slots, width, graph.longestPath(expectedNanos));
  }

  /** All at once, so that none of them counts as running beside who follows on it. */
  private static List<BootAction> endAt(long now, PriorityQueue<Slot> running, Boot boot) {
    List<BootAction> actions = new ArrayList<>();
    for (Slot next = running.peek();
        next != null && next.endNanos() == now;
        next = running.peek()) {
      running.remove();
      boot.up(next.spec().name(), 1, now).stream()
          .filter(BootAction.Start.class::isInstance)
          .forEach(actions::add);
    }
    return actions;
  }

  private static void begin(
      DependencyGraph graph,
      List<BootAction> actions,
      long now,
      ToLongFunction<String> expectedNanos,
      PriorityQueue<Slot> running,
      List<Slot> slots) {
    for (BootAction action : actions) {
      if (action instanceof BootAction.Start(var name, _)) {
        var slot = new Slot(graph.spec(name), now, now + expectedNanos.applyAsLong(name));
        running.add(slot);
        slots.add(slot);
      }
    }
  }

  /** From the begin until the last one is up. */
  public long totalNanos() {
    return slots.stream().mapToLong(Slot::endNanos).max().orElse(0);
  }

  /** One by one. */
  public long sequentialNanos() {
    return slots.stream().mapToLong(Slot::nanos).sum();
  }

  /** Of the critical path: what it takes at least, however many start at once. */
  public long criticalNanos() {
    return slots.stream()
        .filter(slot -> criticalPath.contains(slot.spec().name()))
        .mapToLong(Slot::nanos)
        .sum();
  }
}
