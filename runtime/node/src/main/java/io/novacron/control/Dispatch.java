package io.novacron.control;

import io.novacron.migration.Order;
import io.novacron.migration.Plan;
import io.novacron.vm.Report;
import io.novacron.vm.VmId;
import io.novacron.vm.VmOrder;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/**
 * Carries orders and reports between entities and hosts. What cannot be delivered is dropped:
 * entities repeat their orders, and agents their reports.
 */
public final class Dispatch {
  private final Hosts hosts;
  private final ClusterSharding sharding;

  public Dispatch(Hosts hosts, ClusterSharding sharding) {
    this.hosts = hosts;
    this.sharding = sharding;
  }

  /** Gives a VM's order. */
  public void order(VmId vm, VmOrder order) {
    switch (order) {
      case VmOrder.StartGuest o -> toHost(o.grant().host(), new AgentCommand.Guest(vm, o));
      case VmOrder.PauseGuest o -> toHost(o.grant().host(), new AgentCommand.Guest(vm, o));
      case VmOrder.ResumeGuest o -> toHost(o.grant().host(), new AgentCommand.Guest(vm, o));
      case VmOrder.StopGuest o -> toHost(o.grant().host(), new AgentCommand.Guest(vm, o));
      case VmOrder.Move o -> toMigration(o.migration(), new MigrationCommand.Begin(plan(vm, o)));
    }
  }

  /** Gives a migration's order. */
  public void order(Order order) {
    switch (order) {
      case Order.Prepare(var plan) -> toTarget(plan, order);
      case Order.Begin(var plan, _) -> toSource(plan, order);
      case Order.AskSource(var plan) -> toSource(plan, order);
      case Order.AskTarget(var plan) -> toTarget(plan, order);
      case Order.Resume(var plan) -> toTarget(plan, order);
      case Order.Release(var plan) -> toSource(plan, order);
      case Order.Restore(var plan) -> toSource(plan, order);
      case Order.Discard(var plan) -> toTarget(plan, order);
      case Order.TellRelocated(var plan) -> toVm(plan.vm(), new Report.Relocated(plan.id()));
      case Order.TellRestored(var plan, var cancelled, var reason) ->
          toVm(plan.vm(), new Report.MigrationEnded(plan.id(), cancelled, reason));
    }
  }

  /** Tells a VM something. */
  public void toVm(VmId vm, Report report) {
    toVm(vm, new VmCommand.Tell(report));
  }

  /** Sends a VM a command. */
  public void toVm(VmId vm, VmCommand command) {
    sharding.entityRefFor(VmEntity.TYPE, vm.value()).tell(command);
  }

  /** Sends a migration a command. */
  public void toMigration(String migration, MigrationCommand command) {
    sharding.entityRefFor(MigrationEntity.TYPE, migration).tell(command);
  }

  /** Sends a host's agent a command. */
  public void toHost(String host, AgentCommand command) {
    hosts.agent(host).ifPresent(agent -> agent.tell(command));
  }

  private void toSource(Plan plan, Order order) {
    toHost(plan.source().host(), new AgentCommand.Carry(order));
  }

  private void toTarget(Plan plan, Order order) {
    toHost(plan.target().host(), new AgentCommand.Carry(order));
  }

  private static Plan plan(VmId vm, VmOrder.Move move) {
    return new Plan(
        move.migration(),
        vm,
        move.spec(),
        move.source(),
        move.target(),
        move.maxPauseMillis(),
        move.paused(),
        move.deadline());
  }
}
