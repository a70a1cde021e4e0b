package io.novacron.node;

import static java.util.stream.Collectors.toMap;

import io.novacron.dwcp.mode.Evidence;
import io.novacron.dwcp.mode.Mode;
import io.novacron.dwcp.mode.ModeDecision;
import io.novacron.dwcp.mode.ModeJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * Measures how far the other members of the cluster are, and decides the mode by it. A round trip
 * is that of a question that every actor system answers by itself ({@code Identify}), over the
 * connection that the nodes have anyway; of each peer the shortest of the last five counts, since a
 * busy machine only ever makes it longer.
 */
final class ModeWatch {
  private static final Path RDMA = Path.of("/sys/class/infiniband");
  private static final Duration OFTEN = Duration.ofSeconds(2);
  private static final Duration SELDOM = Duration.ofSeconds(10);
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int KEPT = 5;
  private static final int AT_ONCE = 32;

  /** What the watch hears, from itself alone. */
  sealed interface Command {}

  private record Round() implements Command {}

  /**
   * @param nanos empty when there was no answer in time
   */
  private record Measured(String peer, Optional<Long> nanos) implements Command {}

  private final Optional<Mode> override;
  private volatile Evidence evidence = new Evidence(0, Map.of(), false);

  /**
   * One that has measured nothing so far.
   *
   * @param configured {@code system.mode}
   */
  ModeWatch(String configured) {
    this.override =
        Stream.of(Mode.values()).filter(mode -> mode.label().equals(configured)).findFirst();
  }

  /** The mode that counts now, and why; does not block. */
  ModeDecision now() {
    return ModeJudge.decide(override, evidence);
  }

  /** Measures, for as long as it runs. */
  Behavior<Command> watching() {
    return Behaviors.setup(context ->
        Behaviors.withTimers(timers -> {
          timers.startSingleTimer(new Round(), OFTEN);
          return new Watching(context, timers).behavior();
        }));
  }

  private static boolean hasRdma() {
    try (Stream<Path> devices = Files.list(RDMA)) {
      return devices.findAny().isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  /** What one actor knows. */
  private final class Watching {
    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final boolean rdma = hasRdma();
    private final Map<String, List<Long>> trips = new HashMap<>();
    private List<String> peers = List.of();
    private int awaited;
    private String told = "";

    Watching(ActorContext<Command> context, TimerScheduler<Command> timers) {
      this.context = context;
      this.timers = timers;
    }

    Behavior<Command> behavior() {
      return Behaviors.receiveMessage(command -> {
        switch (command) {
          case Round _ -> begin();
          case Measured(var peer, var nanos) -> note(peer, nanos);
        }
        return Behaviors.same();
      });
    }

    private void begin() {
      peers = peers();
      trips.keySet().retainAll(peers);
      List<String> some = new ArrayList<>(peers);
      Collections.shuffle(some);
      some = some.subList(0, Math.min(some.size(), AT_ONCE));
      awaited = some.size();
      some.forEach(this::measure);
      if (awaited == 0) {
        conclude();
      }
    }

    private List<String> peers() {
      var cluster = Cluster.get(context.getSystem());
      return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
          .filter(member -> member.status().equals(MemberStatus.up()))
          .filter(member -> !member.uniqueAddress().equals(cluster.selfMember().uniqueAddress()))
          .map(Member::address)
          .map(Object::toString)
          .toList();
    }

    private void measure(String peer) {
      long began = System.nanoTime();
      var answer =
          Adapter.toClassic(context.getSystem()).actorSelection(peer + "/user").resolveOne(LIMIT);
      context.pipeToSelf(
          answer,
          (_, failure) ->
              new Measured(
                  peer,
                  failure == null ? Optional.of(System.nanoTime() - began) : Optional.empty()));
    }

    private void note(String peer, Optional<Long> nanos) {
      nanos.ifPresent(trip -> add(trips.computeIfAbsent(peer, _ -> new ArrayList<>()), trip));
      if (--awaited == 0) {
        conclude();
      }
    }

    private static void add(List<Long> kept, long trip) {
      kept.addFirst(trip);
      if (kept.size() > KEPT) {
        kept.removeLast();
      }
    }

    private void conclude() {
      evidence =
          new Evidence(
              peers.size(),
              trips.entrySet().stream()
                  .collect(toMap(Map.Entry::getKey, entry -> Collections.min(entry.getValue()))),
              rdma);
      ModeDecision decision = now();
      tell(decision);
      timers.startSingleTimer(new Round(), decision.alert() ? OFTEN : SELDOM);
    }

    /** Once for each outcome: the confidence alone moves all the time. */
    private void tell(ModeDecision decision) {
      String outcome = decision.mode() + " " + decision.likely() + " " + decision.origin();
      if (!outcome.equals(told)) {
        told = outcome;
        context.getLog().info("{}; decided on {}", decision.sentence(), decision.evidence());
      }
    }
  }
}
