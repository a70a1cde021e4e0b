package io.novacron.agent;

import io.novacron.dwcp.transfer.GuestPacking;
import io.novacron.dwcp.transfer.Transfer;
import io.novacron.dwcp.transfer.TransferClient;
import io.novacron.dwcp.transfer.TransferOptions;
import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.MigrationLimits;
import io.novacron.hypervisor.OutgoingMigration;
import io.novacron.migration.Plan;
import io.novacron.migration.StreamOffer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * Starts what carries a guest: the hypervisor's stream into a transfer. The pause that a user
 * allows is divided: the hypervisor may leave a part of it to write, the bytes on their way may
 * need a part to drain, and the rest is for the round trip and the commit.
 */
final class Carrier {
  /** Of the allowed pause, for the hypervisor's last write. */
  private static final double LAST_WRITE = 0.4;

  /** Of the allowed pause, what the transfer may count on; it spends half of it on draining. */
  private static final double CARRIED = 0.6;

  private static final Duration SHORTEST = Duration.ofMillis(10);

  private final TransferClient client;
  private final Map<String, InetSocketAddress> routes;
  private final ScheduledExecutorService clock;
  private final Supplier<TransferOptions> transfers;
  private final Checkpoints checkpoints;

  /**
   * @param routes where to dial hosts by their ids, in place of what they offer
   * @param clock wakes up progress reports
   * @param transfers how one goes that begins now
   * @param checkpoints what is here of guests' memory
   */
  Carrier(
      TransferClient client,
      Map<String, InetSocketAddress> routes,
      ScheduledExecutorService clock,
      Supplier<TransferOptions> transfers,
      Checkpoints checkpoints) {
    this.client = client;
    this.routes = Map.copyOf(routes);
    this.clock = clock;
    this.transfers = transfers;
    this.checkpoints = checkpoints;
  }

  /** Begins; throws what {@link Guest#migrateOut} throws. */
  Departure carry(Plan plan, Guest guest, StreamOffer offer, MigrationReports reports) {
    OutgoingMigration out = guest.migrateOut(new MigrationLimits(share(plan, LAST_WRITE)));
    var options = transfers.get().withAllowedPause(share(plan, CARRIED));
    var images = checkpoints.of(plan.vm(), plan.spec());
    Transfer transfer =
        client.send(
            out.stream(),
            address(plan, offer),
            Tickets.transfer(plan),
            offer.ticket(),
            new GuestPacking(images, out::parser, Cpu::ofThread),
            options);
    var departure = new Departure(plan, guest, out, transfer, images, reports);
    departure.watch(clock);
    return departure;
  }

  private static Duration share(Plan plan, double part) {
    Duration share = Duration.ofMillis(Math.round(plan.maxPauseMillis() * part));
    return share.compareTo(SHORTEST) < 0 ? SHORTEST : share;
  }

  private InetSocketAddress address(Plan plan, StreamOffer offer) {
    InetSocketAddress route = routes.get(plan.target().host());
    return route == null ? new InetSocketAddress(offer.host(), offer.port()) : route;
  }
}
