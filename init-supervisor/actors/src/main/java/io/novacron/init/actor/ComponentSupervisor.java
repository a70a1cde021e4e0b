package io.novacron.init.actor;

import io.novacron.init.Component;
import io.novacron.init.Failure;
import io.novacron.init.Reports;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Starts and stops one component, each call in a virtual thread, one after the other and within a
 * deadline. A call that does not end when it is interrupted holds back the next one, and nothing
 * else.
 */
final class ComponentSupervisor extends AbstractBehavior<ComponentSupervisor.Command> {
  /** What it hears. */
  sealed interface Command {}

  /** To start, for the {@code attempt}th time. */
  record Start(int attempt) implements Command {}

  /** To stop, also while it is starting. */
  enum Stop implements Command {
    NOW
  }

  private record Started(int attempt) implements Command {}

  private record Failed(int attempt, Throwable why) implements Command {}

  private record Late(int attempt) implements Command {}

  private record Stopped(Optional<Throwable> why) implements Command {}

  private record Cleared(Optional<Throwable> why) implements Command {}

  private enum StopLate implements Command {
    NOW
  }

  private record Lost(int attempt, String reason) implements Command {}

  private record Ailing(int attempt, String reason) implements Command {}

  /** What it tells. */
  sealed interface Outcome {
    record Up(String name, int attempt) implements Outcome {}

    record NotUp(String name, int attempt, Failure why) implements Outcome {}

    record Gone(String name, String reason) implements Outcome {}

    /** It is up but does not serve for now; or does again, when the reason is empty. */
    record Ailing(String name, String reason) implements Outcome {}

    record Down(String name) implements Outcome {}
  }

  /** No attempt: whatever comes of an earlier one is late. */
  private static final int NONE = 0;

  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  private final Component component;
  private final String name;
  private final ExecutorService threads;
  private final ActorRef<Outcome> boss;
  private final TimerScheduler<Command> timers;
  private final Semaphore turn = new Semaphore(1);
  private Future<?> call = CompletableFuture.completedFuture(null);
  private int attempt = NONE;
  private boolean up;
  private String ailment = "";
  private boolean stopping;

  private ComponentSupervisor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Component component,
      ExecutorService threads,
      ActorRef<Outcome> boss) {
    super(context);
    this.component = component;
    this.name = component.spec().name();
    this.threads = threads;
    this.boss = boss;
    this.timers = timers;
  }

  static Behavior<Command> create(
      Component component, ExecutorService threads, ActorRef<Outcome> boss) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(
            timers -> new ComponentSupervisor(context, timers, component, threads, boss)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::on).build();
  }

  private Behavior<Command> on(Command command) {
    switch (command) {
      case Start(var wanted) -> start(wanted);
      case Started(var which) when isCurrent(which) -> up();
      case Failed(var which, var why) when isCurrent(which) ->
          notUp(new Failure(said(why), component.isLasting(why)));
      case Late(var which) when isCurrent(which) ->
          late("took longer than " + component.spec().deadline().toMillis() / 1e3 + " s");
      case Lost(var which, var reason) when isCurrent(which) && up -> gone(reason);
      case Lost(var which, var reason) when isCurrent(which) -> late(reason);
      case Ailing(var which, var reason) when isCurrent(which) -> ailing(reason);
      case Stop _ -> stop();
      case Cleared(var why) -> warn(why);
      case Stopped(var why) when stopping -> down(why);
      case StopLate _ when stopping -> {
        interrupt();
        getContext().getLog().warn("{} did not stop in {}", name, LONGEST_STOP);
        down(Optional.empty());
      }
      case Started _, Failed _, Late _, Lost _, Ailing _, Stopped _, StopLate _ -> {}
    }
    return this;
  }

  private boolean isCurrent(int which) {
    return which == attempt && !stopping;
  }

  private void start(int wanted) {
    attempt = wanted;
    up = false;
    ailment = "";
    stopping = false;
    timers.startSingleTimer("deadline", new Late(wanted), component.spec().deadline());
    call(
        () -> component.start(new ToSelf(getContext().getSelf(), wanted)),
        failure ->
            failure.<Command>map(why -> new Failed(wanted, why)).orElse(new Started(wanted)));
  }

  /** What the component says, as of the attempt that it was started by. */
  private record ToSelf(ActorRef<Command> self, int attempt) implements Reports {
    @Override
    public void lost(String reason) {
      self.tell(new Lost(attempt, reason));
    }

    @Override
    public void ailing(String reason) {
      self.tell(new Ailing(attempt, reason));
    }

    @Override
    public void well() {
      self.tell(new Ailing(attempt, ""));
    }
  }

  /** What may fail and may be interrupted. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private void call(Work work, Function<Optional<Throwable>, Command> outcome) {
    var self = getContext().getSelf();
    call = threads.submit(() -> self.tell(outcome.apply(failure(work))));
  }

  /** Waits for the call before, which may not heed its interruption. */
  private Optional<Throwable> failure(Work work) {
    if (!hasTurn()) {
      return Optional.of(new IllegalStateException("is still busy with the call before"));
    }
    try {
      work.run();
      return Optional.empty();
    } catch (Throwable t) {
      return Optional.of(t);
    } finally {
      turn.release();
    }
  }

  private boolean hasTurn() {
    try {
      Duration deadline = component.spec().deadline();
      return turn.tryAcquire(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void up() {
    timers.cancel("deadline");
    up = true;
    boss.tell(new Outcome.Up(name, attempt));
    if (!ailment.isEmpty()) {
      boss.tell(new Outcome.Ailing(name, ailment));
    }
  }

  /** Before it is up it may know already that it will not serve at first. */
  private void ailing(String reason) {
    if (up && !reason.equals(ailment)) {
      boss.tell(new Outcome.Ailing(name, reason));
    }
    ailment = reason;
  }

  private void notUp(Failure why) {
    timers.cancel("deadline");
    boss.tell(new Outcome.NotUp(name, attempt, why));
    attempt = NONE;
  }

  private void late(String reason) {
    interrupt();
    notUp(Failure.passing(reason));
  }

  /** What is left of it is cleared away before it is tried again. */
  private void gone(String reason) {
    boss.tell(new Outcome.Gone(name, reason));
    attempt = NONE;
    call(component::stop, Cleared::new);
  }

  private void stop() {
    timers.cancel("deadline");
    interrupt();
    stopping = true;
    timers.startSingleTimer("stop", StopLate.NOW, LONGEST_STOP);
    call(component::stop, Stopped::new);
  }

  private void down(Optional<Throwable> why) {
    timers.cancel("stop");
    warn(why);
    getContext().getLog().debug("{} is stopped", name);
    stopping = false;
    boss.tell(new Outcome.Down(name));
  }

  private void warn(Optional<Throwable> why) {
    why.ifPresent(t -> getContext().getLog().warn("{} stopped with an error", name, t));
  }

  private void interrupt() {
    call.cancel(true);
  }

  private static String said(Throwable why) {
    return why.getMessage() == null ? why.toString() : why.getMessage();
  }
}
