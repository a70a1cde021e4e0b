package io.novacron.init;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.init.BootAction.Ended;
import io.novacron.init.BootAction.Ready;
import io.novacron.init.BootAction.Retry;
import io.novacron.init.BootAction.Start;
import io.novacron.init.BootAction.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever fails and whenever it ends: nothing starts too early, nothing stays behind. */
class BootPropertyTest {
  private static final int MOST_STEPS = 2_000;

  private final Set<String> held = new HashSet<>();
  private final List<BootAction> open = new ArrayList<>();
  private boolean over;

  private static <T> T any(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static DependencyGraph graph(Random random, int size) {
    List<ComponentSpec> specs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<String> needs = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        if (random.nextInt(3) == 0) {
          needs.add("c" + j);
        }
      }
      specs.add(
          new ComponentSpec(
              "c" + i,
              any(random, List.of(Phase.values())),
              any(random, List.of(Criticality.values())),
              needs,
              Duration.ofSeconds(1)));
    }
    return DependencyGraph.of(specs);
  }

  @Property(tries = 300)
  void aBootEndsWithEverythingSettledOrNothingHeld(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int size) {
    var random = new Random(seed);
    DependencyGraph graph = graph(random, size);
    int atOnce = 1 + random.nextInt(3);
    var boot = new Boot(graph, atOnce);
    held.clear();
    open.clear();
    over = false;
    take(graph, boot, atOnce, boot.begin(0));
    boolean ends = random.nextBoolean();
    for (int now = 1; now < MOST_STEPS && !over && !(ready(boot, graph) && !ends); now++) {
      if (ends && random.nextInt(20) == 0) {
        take(graph, boot, atOnce, boot.end("asked for", now));
      } else if (!open.isEmpty()) {
        take(graph, boot, atOnce, answer(boot, random, now));
      }
    }
    assertThat(over ? held.isEmpty() : ready(boot, graph)).isTrue();
  }

  private static boolean ready(Boot boot, DependencyGraph graph) {
    return graph.order().stream().allMatch(spec -> boot.standing(spec.name()).settled());
  }

  private List<BootAction> answer(Boot boot, Random random, long now) {
    return switch (open.remove(random.nextInt(open.size()))) {
      case Start(var name, var attempt) when random.nextInt(3) > 0 -> boot.up(name, attempt, now);
      case Start(var name, var attempt) -> {
        // Who fails to start has undone what it began; who is told to stop says so itself.
        if (boot.standing(name) instanceof Standing.Starting) {
          held.remove(name);
        }
        yield boot.failed(name, attempt, Failure.passing("chance"), now, 0.5);
      }
      case Stop(var name) -> {
        held.remove(name);
        yield boot.stopped(name, now);
      }
      case Retry(var name, var attempt, _) -> boot.retry(name, attempt, now);
      case Ready _, Ended _ -> List.of();
    };
  }

  private void take(DependencyGraph graph, Boot boot, int atOnce, List<BootAction> actions) {
    for (BootAction action : actions) {
      switch (action) {
        case Start(var name, _) -> {
          assertThat(graph.spec(name).needs()).allMatch(need -> boot.standing(need).settled());
          held.add(name);
          open.add(action);
        }
        case Stop(var name) -> {
          assertThat(graph.dependants(name)).noneMatch(d -> boot.standing(d).holdsSomething());
          open.add(action);
        }
        case Retry _ -> open.add(action);
        case Ready _ -> {}
        case Ended _ -> over = true;
      }
    }
    assertThat(
            graph.order().stream()
                .filter(s -> boot.standing(s.name()) instanceof Standing.Starting)
                .count())
        .isLessThanOrEqualTo(atOnce + graph.order().size());
  }
}
