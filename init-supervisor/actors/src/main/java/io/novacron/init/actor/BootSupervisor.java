package io.novacron.init.actor;

import io.novacron.init.Boot;
import io.novacron.init.BootAction;
import io.novacron.init.BootReport;
import io.novacron.init.Component;
import io.novacron.init.DependencyGraph;
import io.novacron.init.Health;
import io.novacron.init.Phase;
import io.novacron.init.Standing;
import io.novacron.init.actor.ComponentSupervisor.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Boots a node: asks {@link Boot} what is to be done, has the supervisors of the phases do it, and
 * tells a listener how it goes. Stays for as long as the node runs, and starts again what fails.
 */
public final class BootSupervisor extends AbstractBehavior<BootSupervisor.Command> {
  /** What it hears. */
  public sealed interface Command {}

  /** Stops everything in reverse order; then the listener hears {@link Listener#ended}. */
  public record End(String reason) implements Command {}

  /** Asks how it stands. */
  public record Get(ActorRef<Snapshot> replyTo) implements Command {}

  private record Heard(Outcome outcome) implements Command {}

  private record RetryDue(String name, int attempt) implements Command {}

  /**
   * How a boot stands.
   *
   * @param standings of the components, in the order in which they may start
   * @param cpuNanos of all processors that this process took from the begin of the boot until it
   *     was ready, or until now
   */
  public record Snapshot(
      BootReport report, Map<String, Standing> standings, Health health, long cpuNanos) {}

  /** Hears how it goes, in the actor's thread: must not block. */
  public interface Listener {
    /** Something is not as it was. */
    default void changed(Snapshot snapshot) {}

    /** Everything is up, or done without; again after something was started anew. */
    void ready(BootReport report);

    /** Nothing is left of it, because of {@code reason}. */
    void ended(String reason, BootReport report);
  }

  private final DependencyGraph graph;
  private final Boot boot;
  private final long beginNanos = System.nanoTime();
  private final ProcessorTime processors = ProcessorTime.fromNow();
  private final TimerScheduler<Command> timers;
  private final Listener listener;
  private final ExecutorService threads;
  private final Map<Phase, ActorRef<PhaseSupervisor.For>> phases = new EnumMap<>(Phase.class);

  private BootSupervisor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      List<Component> components,
      int atOnce,
      Listener listener) {
    super(context);
    this.graph = DependencyGraph.of(components.stream().map(Component::spec).toList());
    this.boot = new Boot(graph, atOnce);
    this.timers = timers;
    this.listener = listener;
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("component-", 0).factory());
    spawn(components);
    perform(boot.begin(beginNanos));
  }

  /**
   * Boots {@code components}.
   *
   * @param atOnce that may be starting at the same time; 1 boots one by one
   * @throws io.novacron.init.InvalidGraphException when they cannot be booted together
   */
  public static Behavior<Command> create(
      List<Component> components, int atOnce, Listener listener) {
    DependencyGraph.of(components.stream().map(Component::spec).toList());
    return Behaviors.setup(context ->
        Behaviors.withTimers(
            timers -> new BootSupervisor(context, timers, components, atOnce, listener)));
  }

  private void spawn(List<Component> components) {
    var outcomes = getContext().messageAdapter(Outcome.class, Heard::new);
    for (Phase phase : Phase.values()) {
      var own = components.stream().filter(c -> c.spec().phase() == phase).toList();
      phases.put(
          phase, getContext().spawn(PhaseSupervisor.create(own, threads, outcomes), phase.title()));
    }
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onAnyMessage(this::on)
        .onSignal(
            PostStop.class,
            _ -> {
              threads.shutdownNow();
              return this;
            })
        .build();
  }

  private Behavior<Command> on(Command command) {
    long now = System.nanoTime();
    switch (command) {
      case Heard(var outcome) -> perform(heard(outcome, now));
      case RetryDue(var name, var attempt) -> perform(boot.retry(name, attempt, now));
      case End(var reason) -> perform(boot.end(reason, now));
      case Get(var replyTo) -> replyTo.tell(snapshot());
    }
    return this;
  }

  private List<BootAction> heard(Outcome outcome, long now) {
    double chance = ThreadLocalRandom.current().nextDouble();
    return switch (outcome) {
      case Outcome.Up(var name, var attempt) -> boot.up(name, attempt, now);
      case Outcome.NotUp(var name, var attempt, var why) -> {
        getContext().getLog().warn("{} did not start, attempt {}: {}", name, attempt, why.reason());
        yield boot.failed(name, attempt, why, now, chance);
      }
      case Outcome.Gone(var name, var reason) -> {
        getContext().getLog().warn("{} has stopped working: {}", name, reason);
        yield boot.lost(name, reason, now, chance);
      }
      case Outcome.Ailing(var name, var reason) -> {
        getContext().getLog().warn("{} {}", name, reason.isEmpty() ? "serves again" : reason);
        boot.ailing(name, reason);
        yield List.of();
      }
      case Outcome.Down(var name) -> boot.stopped(name, now);
    };
  }

  private void perform(List<BootAction> actions) {
    if (actions.stream().anyMatch(BootAction.Ready.class::isInstance)) {
      processors.stop();
    }
    listener.changed(snapshot());
    for (BootAction action : actions) {
      switch (action) {
        case BootAction.Start(var name, var attempt) ->
            tell(name, new ComponentSupervisor.Start(attempt));
        case BootAction.Stop(var name) -> tell(name, ComponentSupervisor.Stop.NOW);
        case BootAction.Retry(var name, var attempt, var after) ->
            timers.startSingleTimer(name, new RetryDue(name, attempt), after);
        case BootAction.Ready _ -> listener.ready(report());
        case BootAction.Ended(var reason) -> listener.ended(reason, report());
      }
    }
  }

  private void tell(String name, ComponentSupervisor.Command command) {
    var phase = Objects.requireNonNull(phases.get(graph.spec(name).phase()), "all are there");
    phase.tell(new PhaseSupervisor.For(name, command));
  }

  private BootReport report() {
    return BootReport.of(graph, boot.log(), beginNanos);
  }

  private Snapshot snapshot() {
    Map<String, Standing> standings = boot.standings();
    return new Snapshot(report(), standings, Health.of(graph, standings), processors.nanos());
  }
}
