package io.novacron.agent;

import io.novacron.control.AgentCommand;
import io.novacron.control.AgentCommand.Judged;
import io.novacron.control.Dispatch;
import io.novacron.control.HostDirectory;
import io.novacron.control.HostReport;
import io.novacron.control.VmCommand;
import io.novacron.hypervisor.DriverReport;
import io.novacron.migration.Order;
import io.novacron.vm.Observed;
import io.novacron.vm.Report;
import io.novacron.vm.Token;
import io.novacron.vm.Verdict;
import io.novacron.vm.VmId;
import io.novacron.vm.VmOrder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent of one host. It decides nothing: orders go to virtual threads, one lane per VM, and
 * their outcomes to the entities. At its start and now and then it shows guests that are not as
 * they should be to their VMs, and misses those that should be here.
 */
public final class NodeAgent extends AbstractBehavior<AgentCommand> {
  private static final Duration SWEEP = Duration.ofSeconds(10);
  private static final Duration PUBLISH = Duration.ofSeconds(1);

  /** A verdict that took longer is not heeded; the next sweep asks again. */
  private static final Duration STALE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(NodeAgent.class);

  /** What the agent works with. */
  record Tools(
      HostIdentity identity,
      GuestKeeper keeper,
      GuestVerbs verbs,
      Lanes lanes,
      ExecutorService threads,
      Departures departures,
      Arrivals arrivals,
      Dispatch dispatch,
      RollCall rollCall,
      ActorRef<HostDirectory.Command> directory,
      List<DriverReport> drivers) {}

  private final Tools tools;
  private final ActorRef<VmCommand.Judgement> judgements;
  private final Muster muster;
  private final Map<VmId, Long> orderedNanos = new HashMap<>();
  private Optional<HostReport> published = Optional.empty();

  private NodeAgent(
      ActorContext<AgentCommand> context, TimerScheduler<AgentCommand> timers, Tools tools) {
    super(context);
    this.tools = tools;
    this.judgements = context.messageAdapter(VmCommand.Judgement.class, Judged::new);
    this.muster = new Muster(tools.keeper(), tools.rollCall(), tools.identity().id(), listener());
    timers.startTimerWithFixedDelay(new AgentCommand.Sweep(), Duration.ZERO, SWEEP);
    timers.startTimerWithFixedDelay(new AgentCommand.Publish(), Duration.ZERO, PUBLISH);
  }

  static Behavior<AgentCommand> create(Tools tools) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new NodeAgent(context, timers, tools)));
  }

  @Override
  public Receive<AgentCommand> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::on).build();
  }

  private Behavior<AgentCommand> on(AgentCommand command) {
    switch (command) {
      case AgentCommand.Guest(var vm, var order) -> guest(vm, order);
      case AgentCommand.Carry(var order) -> carry(order);
      case AgentCommand.TargetLives(var migration, var beat) ->
          tools.departures().targetLives(migration, beat, System.nanoTime());
      case Judged(var judgement) -> settle(judgement);
      case AgentCommand.Console(var vm, var bytes, var replyTo) ->
          tools.threads().execute(() -> replyTo.tell(tools.verbs().console(vm, bytes)));
      case AgentCommand.Statistics(var vm, var replyTo) ->
          tools.threads().execute(() -> replyTo.tell(tools.verbs().statistics(vm)));
      case AgentCommand.Sweep sweep -> sweep(sweep);
      case AgentCommand.Publish _ -> publish();
    }
    return this;
  }

  private void guest(VmId vm, VmOrder order) {
    orderedNanos.put(vm, System.nanoTime());
    lane(vm, order, () -> tools.dispatch().toVm(vm, carryOut(vm, order)));
  }

  /** An order that comes late must not let a guest run whose migration may have committed. */
  private Report carryOut(VmId vm, VmOrder order) {
    return order instanceof VmOrder.ResumeGuest(_, var operation) && tools.departures().holds(vm)
        ? new Report.OperationFailed(operation, vm + " is on its way to another host")
        : tools.verbs().carryOut(vm, order);
  }

  private void carry(Order order) {
    orderedNanos.put(order.plan().vm(), System.nanoTime());
    switch (order) {
      case Order.Prepare(var plan) -> lane(plan.vm(), order, () -> tools.arrivals().prepare(plan));
      case Order.Begin(var plan, var offer) ->
          lane(plan.vm(), order, () -> tools.departures().begin(plan, offer));
      case Order.AskSource(var plan) -> tools.departures().stand(plan);
      case Order.AskTarget(var plan) -> tools.arrivals().stand(plan);
      case Order.Resume(var plan) -> lane(plan.vm(), order, () -> tools.arrivals().resume(plan));
      case Order.Release(var plan) ->
          lane(plan.vm(), order, () -> tools.departures().release(plan));
      case Order.Restore(var plan) ->
          lane(plan.vm(), order, () -> tools.departures().restore(plan));
      case Order.Discard(var plan) -> lane(plan.vm(), order, () -> tools.arrivals().discard(plan));
      case Order.TellRelocated _, Order.TellRestored _ ->
          getContext().getLog().warn("an order for a VM came to a host: {}", order);
    }
  }

  /** Work on a VM; what goes wrong in it is asked for again by whoever gave the order. */
  private void lane(VmId vm, Object what, Runnable work) {
    tools
        .lanes()
        .submit(
            vm.value(),
            what,
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                LOG.warn("{} for {} failed", what.getClass().getSimpleName(), vm, e);
              }
            });
  }

  private void settle(VmCommand.Judgement judgement) {
    VmId vm = new VmId(judgement.vm());
    if (judgement.verdict() == Verdict.KEEP || isOvertaken(vm, judgement)) {
      return;
    }
    lane(
        vm,
        new Settling(judgement.guest(), judgement.verdict()),
        () ->
            tools
                .keeper()
                .find(vm, judgement.guest().token())
                .ifPresent(guest -> tools.verbs().settle(guest, judgement.verdict())));
  }

  /**
   * Whether the VM has given an order since it was asked, which counts more. What is to be
   * destroyed stays so: a token that is not granted any more is never granted again.
   */
  private boolean isOvertaken(VmId vm, VmCommand.Judgement judgement) {
    if (judgement.verdict() == Verdict.DESTROY) {
      return false;
    }
    Long ordered = orderedNanos.get(vm);
    return isStale(judgement.stamp()) || (ordered != null && ordered - judgement.stamp() >= 0);
  }

  private static boolean isStale(long nanos) {
    return System.nanoTime() - nanos > STALE.toNanos();
  }

  /** Publishes again, too, in case that the last time was lost. */
  private void sweep(AgentCommand.Sweep sweep) {
    published = Optional.empty();
    orderedNanos.values().removeIf(NodeAgent::isStale);
    tools.lanes().submit("/sweep", sweep, this::sweep);
  }

  private void sweep() {
    try {
      muster.sweep();
    } catch (IllegalStateException e) {
      LOG.warn("no roll call this time: {}", e.getMessage());
    }
  }

  private Muster.Listener listener() {
    return new Muster.Listener() {
      @Override
      public void shown(VmId vm, Observed guest, long nanos) {
        show(vm, guest, nanos);
      }

      @Override
      public void missed(VmId vm, Token token) {
        miss(vm, token);
      }
    };
  }

  private void show(VmId vm, Observed guest, long nanos) {
    tools.dispatch().toVm(vm, new VmCommand.Judge(guest, nanos, judgements));
  }

  /** A guest that is missed. */
  private record Missed(Token token) {}

  /** A guest that was judged. */
  private record Settling(Observed guest, Verdict verdict) {}

  /** In the VM's lane: a guest that is being started or destroyed is neither here nor gone. */
  private void miss(VmId vm, Token token) {
    lane(vm, new Missed(token), () -> report(vm, token));
  }

  private void report(VmId vm, Token token) {
    if (tools.keeper().find(vm).isEmpty()) {
      var gone = new Report.Ended(token, "its guest is gone from this host");
      tools.dispatch().toVm(vm, gone);
    }
  }

  private void publish() {
    HostIdentity me = tools.identity();
    var report =
        new HostReport(
            me.id(),
            me.site(),
            me.address(),
            me.api(),
            me.cpus(),
            me.memoryMiB(),
            tools.keeper().memoryUsedMiB(),
            tools.keeper().count(),
            tools.drivers(),
            me.version(),
            getContext().getSelf());
    if (!published.equals(Optional.of(report))) {
      published = Optional.of(report);
      tools.directory().tell(new HostDirectory.Publish(report));
    }
  }
}
