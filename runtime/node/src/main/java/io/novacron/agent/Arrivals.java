package io.novacron.agent;

import io.novacron.dwcp.transfer.TransferOptions;
import io.novacron.dwcp.transfer.TransferServer;
import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.GuestState;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.migration.MigrationReport;
import io.novacron.migration.Plan;
import io.novacron.migration.StreamOffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Migrations to this host. A guest that has arrived runs on the word of its migration that it has
 * committed, and on nothing else; after a restart of this process nothing is known of those that
 * were on their way, and their migrations are told so.
 */
final class Arrivals {
  private static final String RESTARTED =
      "knows nothing of it: its guest has ended or its node was restarted";

  private final GuestKeeper keeper;
  private final TransferServer server;
  private final String advertisedHost;
  private final Supplier<TransferOptions> transfers;
  private final Checkpoints checkpoints;
  private final MigrationReports reports;
  private final Map<String, Arrival> open = new ConcurrentHashMap<>();
  private final Recent<Boolean> discarded = new Recent<>();
  private final Recent<Boolean> resumed = new Recent<>();

  /**
   * @param advertisedHost under which other nodes reach {@code server}
   * @param transfers how one goes that begins now
   * @param checkpoints what is here of guests' memory
   */
  Arrivals(
      GuestKeeper keeper,
      TransferServer server,
      String advertisedHost,
      Supplier<TransferOptions> transfers,
      Checkpoints checkpoints,
      MigrationReports reports) {
    this.keeper = keeper;
    this.server = server;
    this.advertisedHost = advertisedHost;
    this.transfers = transfers;
    this.checkpoints = checkpoints;
    this.reports = reports;
  }

  /** Makes an empty guest and waits for its stream. */
  void prepare(Plan plan) {
    if (discarded.get(plan.id()).isPresent()) {
      reports.fail(plan, "it was given up before");
      return;
    }
    try {
      Arrival arrival = open.get(plan.id());
      reports.tell(
          plan, new MigrationReport.Prepared((arrival == null ? begin(plan) : arrival).offer()));
    } catch (HypervisorException e) {
      reports.fail(plan, String.valueOf(e.getMessage()));
    }
  }

  private Arrival begin(Plan plan) {
    var incoming = keeper.accept(plan.vm(), plan.target(), plan.spec());
    var offer = new StreamOffer(advertisedHost, server.address().getPort(), Tickets.fresh());
    var images = checkpoints.of(plan.vm(), plan.spec());
    var arrival = Arrival.of(plan, offer, incoming, server, transfers.get(), images, reports);
    open.put(plan.id(), arrival);
    var _ = incoming.guest().ended().whenComplete((_, _) -> ended(plan, arrival));
    return arrival;
  }

  private void ended(Plan plan, Arrival arrival) {
    open.remove(plan.id(), arrival);
    arrival.images().discard();
  }

  /** Says how it stands. */
  void stand(Plan plan) {
    Optional.ofNullable(open.get(plan.id()))
        .ifPresentOrElse(Arrival::stand, () -> reports.fail(plan, RESTARTED));
  }

  /**
   * Lets the guest run: its migration has committed. Once only: an order that is repeated late may
   * find the guest paused by its user, or on its next way and sealed.
   */
  void resume(Plan plan) {
    Optional<Guest> guest = keeper.find(plan.vm(), plan.target().token());
    if (guest.isEmpty()) {
      reports.tell(plan, new MigrationReport.TargetGone("its guest is gone from the target"));
      return;
    }
    if (!plan.paused() && resumed.get(plan.id()).isEmpty() && isHere(guest.get())) {
      run(plan, guest.get());
    }
    resumed.put(plan.id(), true);
    arrived(plan).ifPresent(arrival -> arrival.images().keep());
    reports.tell(plan, new MigrationReport.Resumed());
  }

  private Optional<Arrival> arrived(Plan plan) {
    return Optional.ofNullable(open.remove(plan.id()));
  }

  /** A sealed one has lived here and is on its way out: only that migration lets it run again. */
  private static boolean isHere(Guest guest) {
    return guest.state() != GuestState.SEALED;
  }

  private void run(Plan plan, Guest guest) {
    var beat = guest.heartbeats().next();
    guest.resume();
    reports.targetLives(plan, false);
    beat.thenRun(() -> reports.targetLives(plan, true));
  }

  /** Removes what has arrived: there will be no commit. */
  void discard(Plan plan) {
    discarded.put(plan.id(), true);
    server.cancel(Tickets.transfer(plan), "the migration was given up");
    arrived(plan).ifPresent(arrival -> arrival.images().discard());
    keeper.find(plan.vm(), plan.target().token()).ifPresent(keeper::destroy);
    reports.tell(plan, new MigrationReport.TargetDiscarded());
  }
}
