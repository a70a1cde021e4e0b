package io.novacron.agent;

import io.novacron.control.AgentCommand;
import io.novacron.control.Dispatch;
import io.novacron.control.HostDirectory;
import io.novacron.dwcp.transfer.TransferClient;
import io.novacron.dwcp.transfer.TransferOptions;
import io.novacron.dwcp.transfer.TransferServer;
import io.novacron.hypervisor.HypervisorDriver;
import io.novacron.migration.Receipt;
import io.novacron.vm.Report;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Puts a host's agent together. */
public final class Agents {
  private Agents() {}

  /**
   * What an agent needs of its node.
   *
   * @param transferHost under which other nodes reach {@code server}
   * @param transfers how a transfer goes that begins now
   * @param checkpoints what is kept of guests' memory
   * @param rate is told what migrations from here put through
   * @param routes where to dial hosts by their ids, in place of what they advertise
   */
  public record Surroundings(
      HostIdentity identity,
      List<HypervisorDriver> drivers,
      TransferServer server,
      TransferClient client,
      Checkpoints checkpoints,
      Supplier<TransferOptions> transfers,
      String transferHost,
      Map<String, InetSocketAddress> routes,
      Dispatch dispatch,
      RollCall rollCall,
      ActorRef<HostDirectory.Command> directory,
      GuestFigures figures,
      PathRate rate) {}

  /**
   * The agent; it takes over the guests that are here before it hears anything. Fails to start when
   * that fails, and then has to be started again: without it nothing may be said of those guests.
   */
  public static Behavior<AgentCommand> create(Surroundings around) {
    return Behaviors.setup(context -> {
      var keeper = keeper(around);
      keeper.adopt();
      var drivers = keeper.probe();
      var threads = Executors.newVirtualThreadPerTaskExecutor();
      var clock =
          Executors.newScheduledThreadPool(1, Thread.ofVirtual().name("progress").factory());
      around.figures().of(keeper);
      var reports = new MigrationReports(around.identity().id(), around.dispatch());
      var carrier =
          new Carrier(
              around.client(), around.routes(), clock, around.transfers(), around.checkpoints());
      context
          .getSystem()
          .getWhenTerminated()
          .thenRun(() -> {
            threads.shutdownNow();
            clock.shutdownNow();
          });
      var tools =
          new NodeAgent.Tools(
              around.identity(),
              keeper,
              new GuestVerbs(keeper),
              new Lanes(threads),
              threads,
              new Departures(keeper, carrier, reports, receipt -> tell(around, receipt)),
              new Arrivals(
                  keeper,
                  around.server(),
                  around.transferHost(),
                  around.transfers(),
                  around.checkpoints(),
                  reports),
              around.dispatch(),
              around.rollCall(),
              around.directory(),
              drivers);
      // With the same tools: what is under way is in them, and goes on.
      return Behaviors.supervise(NodeAgent.create(tools)).onFailure(SupervisorStrategy.restart());
    });
  }

  private static void tell(Surroundings around, Receipt receipt) {
    around.rate().note(receipt);
    around.figures().migrations().add(receipt);
  }

  /** A guest that ends by itself is reported to its VM; if that gets lost, the next sweep is. */
  private static GuestKeeper keeper(Surroundings around) {
    return new GuestKeeper(
        around.drivers(),
        around.identity().memoryMiB(),
        (guest, reason) ->
            around
                .dispatch()
                .toVm(guest.spec().vm(), new Report.Ended(guest.spec().token(), reason)));
  }
}
