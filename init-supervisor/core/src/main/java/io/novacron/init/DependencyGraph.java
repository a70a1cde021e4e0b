package io.novacron.init;

import io.novacron.config.Nearest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Which component needs which; without cycles. Orders after Kahn (CACM 5/11, 1962). */
public final class DependencyGraph {
  private final Map<String, ComponentSpec> specs;
  private final Map<String, List<String>> dependants = new HashMap<>();
  private final List<String> order;

  private DependencyGraph(Map<String, ComponentSpec> specs) {
    this.specs = specs;
    specs.keySet().forEach(name -> dependants.put(name, new ArrayList<>()));
    specs.values().forEach(spec -> spec.needs().forEach(need -> direct(need).add(spec.name())));
    this.order = kahn();
  }

  /**
   * The graph of {@code components}.
   *
   * @throws InvalidGraphException when two have one name, one needs what is not there, or some need
   *     each other; it names all of them
   */
  public static DependencyGraph of(Collection<ComponentSpec> components) {
    List<GraphFault> faults = new ArrayList<>();
    Map<String, ComponentSpec> specs = new LinkedHashMap<>();
    components.stream()
        .sorted(Comparator.comparing(ComponentSpec::phase))
        .filter(spec -> specs.putIfAbsent(spec.name(), spec) != null)
        .forEach(spec -> faults.add(new GraphFault.Duplicate(spec.name())));
    specs.values().forEach(spec -> faults.addAll(missing(spec, specs.keySet())));
    if (faults.isEmpty()) {
      var graph = new DependencyGraph(specs);
      if (graph.order.size() == specs.size()) {
        return graph;
      }
      faults.add(new GraphFault.Cycle(graph.cycle()));
    }
    throw new InvalidGraphException(faults);
  }

  private static List<GraphFault> missing(ComponentSpec spec, Set<String> names) {
    return spec.needs().stream()
        .filter(need -> !names.contains(need))
        .<GraphFault>map(
            need -> new GraphFault.Missing(spec.name(), need, Nearest.of(need, names).orElse("")))
        .toList();
  }

  private List<String> direct(String name) {
    return dependants.computeIfAbsent(name, _ -> new ArrayList<>());
  }

  /** All that can be ordered; what is missing from it is in a cycle, or behind one. */
  private List<String> kahn() {
    Map<String, Integer> open = new LinkedHashMap<>();
    specs.values().forEach(spec -> open.put(spec.name(), spec.needs().size()));
    List<String> ordered = new ArrayList<>();
    var free = new ArrayDeque<String>();
    open.forEach((name, needs) -> {
      if (needs == 0) {
        free.add(name);
      }
    });
    while (!free.isEmpty()) {
      String next = free.remove();
      ordered.add(next);
      for (String dependant : direct(next)) {
        if (open.merge(dependant, -1, Integer::sum) == 0) {
          free.add(dependant);
        }
      }
    }
    return List.copyOf(ordered);
  }

  /** Going from need to need among what could not be ordered, one comes round. */
  private List<String> cycle() {
    Set<String> ordered = new HashSet<>(order);
    Set<String> passed = new LinkedHashSet<>();
    String at = specs.keySet().stream().filter(n -> !ordered.contains(n)).findFirst().orElseThrow();
    while (passed.add(at)) {
      at = spec(at).needs().stream().filter(n -> !ordered.contains(n)).findFirst().orElse(at);
    }
    List<String> way = List.copyOf(passed);
    return way.subList(way.indexOf(at), way.size());
  }

  /** Every component after all that it needs; otherwise by phase, and as they were given. */
  public List<ComponentSpec> order() {
    return order.stream().map(this::spec).toList();
  }

  /**
   * The component {@code name}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public ComponentSpec spec(String name) {
    ComponentSpec spec = specs.get(name);
    if (spec == null) {
      throw new IllegalArgumentException(
          "there is no component '" + name + "'" + Nearest.hint(name, specs.keySet()));
    }
    return spec;
  }

  /** Who needs {@code name} at first hand. */
  public List<String> dependants(String name) {
    return List.copyOf(direct(spec(name).name()));
  }

  /** Who needs {@code name}, and who needs them, and so on; each before what it needs. */
  public List<String> allDependants(String name) {
    Set<String> all = new HashSet<>();
    var open = new ArrayDeque<>(dependants(name));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (all.add(next)) {
        open.addAll(dependants(next));
      }
    }
    List<String> reversed = new ArrayList<>(order.stream().filter(all::contains).toList());
    Collections.reverse(reversed);
    return reversed;
  }

  /**
   * The chain of components, each of which needs the one before it, that takes longest.
   *
   * @param cost of a component, 0 or more
   */
  public List<String> longestPath(ToLongFunction<String> cost) {
    Map<String, Long> until = new HashMap<>();
    Map<String, String> before = new HashMap<>();
    for (String name : order) {
      long begin = 0;
      for (String need : spec(name).needs()) {
        long settled = until.getOrDefault(need, 0L);
        if (settled > begin || !before.containsKey(name)) {
          begin = settled;
          before.put(name, need);
        }
      }
      until.put(name, begin + cost.applyAsLong(name));
    }
    return path(until, before);
  }

  private List<String> path(Map<String, Long> until, Map<String, String> before) {
    List<String> path = new ArrayList<>();
    String at =
        order.stream()
            .max(Comparator.comparingLong(name -> until.getOrDefault(name, 0L)))
            .orElse(null);
    while (at != null) {
      path.addFirst(at);
      at = before.get(at);
    }
    return path;
  }
}
