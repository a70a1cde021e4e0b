package io.novacron.init;

import io.novacron.init.Standing.GivenUp;
import io.novacron.init.Standing.Resting;
import io.novacron.init.Standing.Starting;
import io.novacron.init.Standing.Stopping;
import io.novacron.init.Standing.Up;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When a component could start, started and was settled for the first time. Bounded. */
public final class BootLog {
  /**
   * The first way of a component through a boot.
   *
   * @param freeNanos when all that it needs was settled
   * @param beginNanos when its first attempt began
   * @param endNanos when it was settled; negative before
   * @param workNanos that its attempts took, without the rests between them
   * @param tries its attempts that have ended, the first ones
   * @param attempts so far
   * @param reason of the last failure; empty when there was none
   */
  public record Way(
      long freeNanos,
      long beginNanos,
      long endNanos,
      long workNanos,
      List<Try> tries,
      int attempts,
      Outcome outcome,
      String reason) {
    /** Of one that waits for what it needs. */
    static final Way NONE = new Way(-1, -1, -1, 0, List.of(), 0, Outcome.WAITING, "");

    public Way {
      tries = List.copyOf(tries);
    }

    boolean isFree() {
      return !equals(NONE);
    }

    boolean isBegun() {
      return attempts > 0;
    }

    Way begun(int attempt, long now) {
      return new Way(
          freeNanos,
          attempt == 1 ? now : beginNanos,
          endNanos,
          workNanos,
          tries,
          attempt,
          Outcome.STARTING,
          reason);
    }

    Way ended(Outcome as, long tookNanos, String why, boolean settled, long now) {
      return new Way(
          freeNanos,
          beginNanos,
          settled ? now : endNanos,
          workNanos + tookNanos,
          outcome == Outcome.STARTING ? with(new Try(now - tookNanos, now)) : tries,
          attempts,
          as,
          why);
    }

    private List<Try> with(Try ended) {
      List<Try> all = new ArrayList<>(tries);
      all.add(ended);
      return all.subList(0, Math.min(all.size(), MOST_TRIES));
    }

    boolean isSettled() {
      return endNanos >= 0;
    }
  }

  /** An attempt to start. */
  public record Try(long beginNanos, long endNanos) {}

  /** What came of it. */
  public enum Outcome {
    WAITING,
    STARTING,
    RESTING,
    UP,
    WITHOUT,
    STOPPED
  }

  private static final int MOST_TRIES = 8;

  private final Map<String, Way> ways = new HashMap<>();
  private final Map<String, Long> attemptSince = new HashMap<>();
  private final Map<String, Long> since = new HashMap<>();
  private final Map<String, Long> dueAt = new HashMap<>();
  private final Set<String> stopping = new HashSet<>();

  /** The way of {@code name}; empty while it waits for what it needs. */
  public Optional<Way> way(String name) {
    return Optional.ofNullable(ways.get(name));
  }

  /** When {@code name} came to stand as it does; empty when it always did. */
  public Optional<Long> since(String name) {
    return Optional.ofNullable(since.get(name));
  }

  /** When {@code name} will be tried again; empty when it will not be. */
  public Optional<Long> dueAt(String name) {
    return Optional.ofNullable(dueAt.get(name));
  }

  void due(String name, long at) {
    dueAt.put(name, at);
  }

  void free(String name, long now) {
    ways.putIfAbsent(name, new Way(now, now, -1, 0, List.of(), 0, Outcome.WAITING, ""));
  }

  /** Whether nobody was told to stop {@code name} since it was started last. */
  boolean stopOnce(String name) {
    return stopping.add(name);
  }

  void note(String name, Standing standing, long now) {
    if (!(standing instanceof Stopping)) {
      stopping.remove(name);
    }
    since.put(name, now);
    dueAt.remove(name);
    Way way = ways.get(name);
    if (way != null && !way.isSettled()) {
      ways.put(name, after(way, name, standing, now));
    }
  }

  private Way after(Way way, String name, Standing standing, long now) {
    long took = now - attemptSince.getOrDefault(name, now);
    return switch (standing) {
      case Starting(var attempt, _, _) -> {
        attemptSince.put(name, now);
        yield way.begun(attempt, now);
      }
      case Up _ -> way.ended(Outcome.UP, took, way.reason(), true, now);
      case Resting(_, var settled, var reason) ->
          way.ended(settled ? Outcome.WITHOUT : Outcome.RESTING, took, reason, settled, now);
      case GivenUp(var reason) -> way.ended(Outcome.WITHOUT, took, reason, true, now);
      case Stopping _ -> way.ended(Outcome.STOPPED, took, way.reason(), true, now);
      case Standing.Waiting _, Standing.Stopped _ -> way;
    };
  }
}
