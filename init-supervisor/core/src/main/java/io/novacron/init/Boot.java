package io.novacron.init;

import io.novacron.init.Standing.GivenUp;
import io.novacron.init.Standing.Resting;
import io.novacron.init.Standing.Starting;
import io.novacron.init.Standing.Stopped;
import io.novacron.init.Standing.Stopping;
import io.novacron.init.Standing.Up;
import io.novacron.init.Standing.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A boot, and what becomes of the node afterwards. A component starts as soon as what it needs is
 * settled and a place is free. Each event is answered with what is to be done; times are those of
 * one clock that never goes back, in nanoseconds. Not safe for threads.
 */
public final class Boot {
  private final DependencyGraph graph;
  private final int atOnce;
  private final Map<String, Standing> standings = new LinkedHashMap<>();
  private final BootLog log = new BootLog();
  private Optional<String> ending = Optional.empty();
  private boolean ready;
  private boolean ended;

  /**
   * A boot that has not begun.
   *
   * @param atOnce components that may be starting at the same time, 1 or more; 1 boots one by one
   */
  public Boot(DependencyGraph graph, int atOnce) {
    if (atOnce < 1) {
      throw new IllegalArgumentException("at least one component has to be able to start");
    }
    this.graph = graph;
    this.atOnce = atOnce;
    graph.order().forEach(spec -> standings.put(spec.name(), new Waiting()));
  }

  /** Begins. */
  public List<BootAction> begin(long now) {
    return next(now);
  }

  /** {@code attempt} to start {@code name} has succeeded. */
  public List<BootAction> up(String name, int attempt, long now) {
    if (!isAttempt(name, attempt)) {
      return List.of();
    }
    note(name, new Up(attempt, now), now);
    return next(now);
  }

  /**
   * {@code attempt} to start {@code name} has failed or taken too long.
   *
   * @param chance 0 to 1, of which the time to the next attempt depends a little
   */
  public List<BootAction> failed(String name, int attempt, Failure why, long now, double chance) {
    return isAttempt(name, attempt)
        ? after(graph.spec(name), attempt, why, standing(name).settled(), now, chance)
        : List.of();
  }

  /** {@code name} was up, and is no more. Who cannot do without it is stopped and started again. */
  public List<BootAction> lost(String name, String reason, long now, double chance) {
    if (!(standing(name) instanceof Up up) || ending.isPresent()) {
      return List.of();
    }
    if (graph.spec(name).isCritical()) {
      ready = false;
      for (String dependant : graph.allDependants(name)) {
        if (standing(dependant).holdsSomething()) {
          note(dependant, new Stopping(true), now);
        }
      }
    }
    int attempt = now - up.sinceNanos() > RetryRule.STABLE.toNanos() ? 1 : up.attempt();
    return after(graph.spec(name), attempt, Failure.passing(reason), true, now, chance);
  }

  /** {@code name} is up but does not serve for now, because of {@code reason}; empty: it does. */
  public void ailing(String name, String reason) {
    if (standing(name) instanceof Up up) {
      standings.put(name, up.with(reason));
    }
  }

  /** The time to try {@code name} again has come. */
  public List<BootAction> retry(String name, int attempt, long now) {
    if (!(standing(name) instanceof Resting resting) || resting.attempt() != attempt) {
      return List.of();
    }
    note(name, new Starting(attempt + 1, now, resting.settled()), now);
    return List.of(new BootAction.Start(name, attempt + 1));
  }

  /** {@code name} has been stopped. */
  public List<BootAction> stopped(String name, long now) {
    if (standing(name) instanceof Stopping(var again)) {
      note(name, again && ending.isEmpty() ? new Waiting() : new Stopped(), now);
    }
    return next(now);
  }

  /** Stops everything, each after who needs it: asked for, or because the boot cannot go on. */
  public List<BootAction> end(String reason, long now) {
    if (ending.isPresent()) {
      return List.of();
    }
    ending = Optional.of(reason);
    ready = false;
    standings.replaceAll((name, standing) -> lasts(standing) ? standing : new Stopped());
    return next(now);
  }

  /** What is still to be stopped, and what was given up: that is why it ends. */
  private static boolean lasts(Standing standing) {
    return standing.holdsSomething() || standing instanceof Stopping || standing instanceof GivenUp;
  }

  /** How {@code name} stands. */
  public Standing standing(String name) {
    return standings.getOrDefault(graph.spec(name).name(), new Waiting());
  }

  /** Why it ends or has ended; empty while it does not. */
  public Optional<String> ending() {
    return ending;
  }

  /** How all stand, in the order in which they may start. */
  public Map<String, Standing> standings() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(standings));
  }

  /** What has happened so far. */
  public BootLog log() {
    return log;
  }

  private boolean isAttempt(String name, int attempt) {
    return standing(name) instanceof Starting starting
        && starting.attempt() == attempt
        && ending.isEmpty();
  }

  /**
   * What follows on a failure.
   *
   * @param without whether the node went on without it before, or can: it was up once
   */
  private List<BootAction> after(
      ComponentSpec spec, int attempt, Failure why, boolean without, long now, double chance) {
    boolean out = attempt >= RetryRule.ATTEMPTS || why.lasting();
    String reason = why.reason();
    if (spec.isCritical() && out) {
      note(spec.name(), new GivenUp(reason), now);
      return end(spec.name() + ": " + reason, now);
    }
    if (spec.criticality() == Criticality.OPTIONAL) {
      note(spec.name(), new GivenUp(reason), now);
      return next(now);
    }
    boolean settled = out || (without && !spec.isCritical());
    note(spec.name(), new Resting(attempt, settled, reason), now);
    Duration rest = RetryRule.after(attempt, chance);
    log.due(spec.name(), now + rest.toNanos());
    List<BootAction> actions = new ArrayList<>(next(now));
    actions.add(new BootAction.Retry(spec.name(), attempt, rest));
    return actions;
  }

  private List<BootAction> next(long now) {
    List<BootAction> actions = new ArrayList<>();
    stopWhatNobodyNeeds(actions, now);
    if (ending.isPresent()) {
      endIfNothingIsLeft(actions);
    } else {
      startWhatCan(actions, now);
      sayIfReady(actions);
    }
    return actions;
  }

  /** Reverse order: only what nobody who still holds something needs. */
  private void stopWhatNobodyNeeds(List<BootAction> actions, long now) {
    for (ComponentSpec spec : graph.order().reversed()) {
      boolean needed =
          graph.dependants(spec.name()).stream()
              .map(this::standing)
              .anyMatch(s -> s.holdsSomething() || s instanceof Stopping);
      Standing standing = standing(spec.name());
      if (!needed && wanted(standing) && log.stopOnce(spec.name())) {
        note(spec.name(), standing instanceof Stopping ? standing : new Stopping(false), now);
        actions.add(new BootAction.Stop(spec.name()));
      }
    }
  }

  /** Whether it is to be stopped: everything at the end, else what was told so. */
  private boolean wanted(Standing standing) {
    return standing instanceof Stopping || (ending.isPresent() && standing.holdsSomething());
  }

  private void endIfNothingIsLeft(List<BootAction> actions) {
    boolean left =
        standings.values().stream().anyMatch(s -> s.holdsSomething() || s instanceof Stopping);
    if (!left && !ended) {
      ended = true;
      actions.add(new BootAction.Ended(ending.orElse("")));
    }
  }

  private void startWhatCan(List<BootAction> actions, long now) {
    for (ComponentSpec spec : graph.order()) {
      boolean can = standing(spec.name()) instanceof Waiting && settled(spec);
      if (can) {
        log.free(spec.name(), now);
      }
      if (can && starting() < atOnce) {
        note(spec.name(), new Starting(1, now, false), now);
        actions.add(new BootAction.Start(spec.name(), 1));
      }
    }
  }

  private boolean settled(ComponentSpec spec) {
    return spec.needs().stream().map(this::standing).allMatch(Standing::settled);
  }

  private long starting() {
    return standings.values().stream().filter(Starting.class::isInstance).count();
  }

  private void sayIfReady(List<BootAction> actions) {
    if (!ready && standings.values().stream().allMatch(Standing::settled)) {
      ready = true;
      actions.add(
          new BootAction.Ready(
              standings.entrySet().stream()
                  .filter(entry -> !(entry.getValue() instanceof Up))
                  .map(Map.Entry::getKey)
                  .toList()));
    }
  }

  private void note(String name, Standing standing, long now) {
    standings.put(name, standing);
    log.note(name, standing, now);
  }
}
