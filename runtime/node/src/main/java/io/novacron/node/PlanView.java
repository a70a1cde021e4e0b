package io.novacron.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.novacron.client.picture.BootPicture;
import io.novacron.client.resource.BootComponentResource;
import io.novacron.client.resource.BootResource;
import io.novacron.client.resource.Json;
import io.novacron.init.BootPlan;
import io.novacron.init.ComponentSpec;
import io.novacron.init.DependencyGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows the plan of a boot. */
final class PlanView {
  private static final double SECOND = 1e9;

  /** Where nothing is known at all, each counts as much as any other. */
  private static final long SAME = 1_000_000_000;

  private final String node;
  private final int atOnce;
  private final DependencyGraph graph;
  private final Map<String, Double> seconds = new HashMap<>();
  private final BootPlan plan;
  private final BootPlan shape;

  private PlanView(String node, List<PlannedComponent> components, int atOnce) {
    this.node = node;
    this.atOnce = atOnce;
    this.graph = DependencyGraph.of(components.stream().map(PlannedComponent::spec).toList());
    for (PlannedComponent one : components) {
      one.seconds().ifPresent(known -> seconds.put(one.spec().name(), known));
    }
    this.plan = BootPlan.of(graph, atOnce, this::nanos);
    this.shape = seconds.isEmpty() ? BootPlan.of(graph, atOnce, _ -> SAME) : plan;
  }

  /**
   * The plan of {@code components}.
   *
   * @throws io.novacron.init.InvalidGraphException when they cannot be booted together
   */
  static PlanView of(String node, List<PlannedComponent> components, int atOnce) {
    return new PlanView(node, components, atOnce);
  }

  private long nanos(String name) {
    return Math.round(seconds.getOrDefault(name, 0.0) * SECOND);
  }

  /** The plan, as asked for. */
  String text(PlanForm form) {
    return switch (form) {
      case TABLE -> table();
      case JSON -> json();
      case SVG -> BootPicture.ofPlan(resource());
    };
  }

  private String json() {
    try {
      return Json.lenient().writerWithDefaultPrettyPrinter().writeValueAsString(document()) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record can be written", e);
    }
  }

  private PlanDocument document() {
    return new PlanDocument(
        node,
        atOnce,
        graph.order().stream().map(ComponentSpec::name).toList(),
        shape.width(),
        plan.totalNanos() / SECOND,
        plan.sequentialNanos() / SECOND,
        plan.criticalNanos() / SECOND,
        shape.criticalPath(),
        unknown(),
        plan.slots().stream().map(PlanView::slot).toList());
  }

  private List<String> unknown() {
    return graph.order().stream()
        .map(ComponentSpec::name)
        .filter(name -> !seconds.containsKey(name))
        .toList();
  }

  private static PlanDocument.Slot slot(BootPlan.Slot slot) {
    return new PlanDocument.Slot(
        slot.spec().name(),
        slot.spec().phase().title(),
        word(slot.spec()),
        slot.spec().needs(),
        slot.beginNanos() / SECOND,
        slot.endNanos() / SECOND);
  }

  private static String word(ComponentSpec spec) {
    return spec.criticality().name().toLowerCase(Locale.ROOT);
  }

  private String table() {
    return plan.slots().stream().map(this::line).collect(Collectors.joining()) + summary();
  }

  private String line(BootPlan.Slot slot) {
    String name = slot.spec().name();
    boolean known = !seconds.isEmpty();
    return String.format(
        Locale.ROOT,
        "%-9s %s%-20s %10s %11s  %s%n",
        slot.spec().phase().title(),
        shape.criticalPath().contains(name) ? "*" : " ",
        name,
        known ? String.format(Locale.ROOT, "@%.3f s", slot.beginNanos() / SECOND) : "-",
        seconds.containsKey(name)
            ? String.format(Locale.ROOT, "+%.3f s", slot.nanos() / SECOND)
            : "-",
        slot.spec().needs().isEmpty() ? "" : "after " + String.join(", ", slot.spec().needs()));
  }

  private String summary() {
    String times =
        seconds.isEmpty()
            ? "how long it takes is not known: no boot is"
            : String.format(
                Locale.ROOT,
                "%.3f s, one by one %.3f s, critical path (*) %.3f s%s",
                plan.totalNanos() / SECOND,
                plan.sequentialNanos() / SECOND,
                plan.criticalNanos() / SECOND,
                unknown().isEmpty() ? "" : "; without " + String.join(", ", unknown()));
    return String.format(
        Locale.ROOT,
        "%s: %d components, at most %d at once (%d may be): %s%ncritical path: %s%n",
        node,
        plan.slots().size(),
        shape.width(),
        atOnce,
        times,
        String.join(" > ", shape.criticalPath()));
  }

  /** As if it had been. */
  private BootResource resource() {
    return new BootResource(
        node,
        plan.totalNanos() / SECOND,
        plan.sequentialNanos() / SECOND,
        plan.criticalNanos() / SECOND,
        0,
        shape.criticalPath(),
        List.of(),
        plan.slots().stream().map(this::component).toList());
  }

  private BootComponentResource component(BootPlan.Slot slot) {
    return new BootComponentResource(
        slot.spec().name(),
        slot.spec().phase().title(),
        word(slot.spec()),
        slot.spec().needs(),
        seconds.containsKey(slot.spec().name()) ? "planned" : "of unknown duration",
        free(slot.spec()),
        slot.beginNanos() / SECOND,
        slot.endNanos() / SECOND,
        slot.nanos() / SECOND,
        1,
        "",
        List.of(),
        slot.spec().effect(),
        "",
        null,
        null);
  }

  private double free(ComponentSpec spec) {
    return plan.slots().stream()
            .filter(slot -> spec.needs().contains(slot.spec().name()))
            .mapToLong(BootPlan.Slot::endNanos)
            .max()
            .orElse(0)
        / SECOND;
  }
}
