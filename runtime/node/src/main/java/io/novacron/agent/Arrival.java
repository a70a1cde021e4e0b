package io.novacron.agent;

import io.novacron.dwcp.transfer.GuestUnpacking;
import io.novacron.dwcp.transfer.TransferOptions;
import io.novacron.dwcp.transfer.TransferResult;
import io.novacron.dwcp.transfer.TransferServer;
import io.novacron.hypervisor.IncomingGuest;
import io.novacron.migration.MigrationReport;
import io.novacron.migration.Plan;
import io.novacron.migration.StreamOffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A guest on its way in: it has arrived when both its bytes and its hypervisor say so. */
final class Arrival {
  private final Plan plan;
  private final StreamOffer offer;
  private final MigrationImages images;
  private final MigrationReports reports;
  private volatile MigrationReport standing = new MigrationReport.TargetWaits();

  private Arrival(Plan plan, StreamOffer offer, MigrationImages images, MigrationReports reports) {
    this.plan = plan;
    this.offer = offer;
    this.images = images;
    this.reports = reports;
  }

  /** Takes the stream that {@code offer} announces into {@code incoming}. */
  static Arrival of(
      Plan plan,
      StreamOffer offer,
      IncomingGuest incoming,
      TransferServer server,
      TransferOptions usual,
      MigrationImages images,
      MigrationReports reports) {
    var arrival = new Arrival(plan, offer, images, reports);
    var options = usual.withAllowedPause(Duration.ofMillis(plan.maxPauseMillis()));
    var received =
        server.receive(
            Tickets.transfer(plan),
            offer.ticket(),
            incoming.stream(),
            new GuestUnpacking(images),
            options);
    received.whenComplete((_, failure) -> arrival.fail(failure));
    received.thenCombine(incoming.arrived(), Arrival::outcome).whenComplete(arrival::settle);
    return arrival;
  }

  private static MigrationReport outcome(TransferResult result, boolean whole) {
    return whole
        ? new MigrationReport.Arrived(result.sha256())
        : new MigrationReport.Failed("", "the hypervisor refused the stream");
  }

  /** Once the bytes have failed, the hypervisor's word is not waited for. */
  private void fail(@Nullable Throwable failure) {
    if (failure != null) {
      settle(null, failure);
    }
  }

  private void settle(@Nullable MigrationReport outcome, @Nullable Throwable failure) {
    standing =
        outcome instanceof MigrationReport.Arrived
            ? outcome
            : new MigrationReport.Failed(reports.host(), why(outcome, failure));
    stand();
  }

  private static String why(@Nullable MigrationReport outcome, @Nullable Throwable failure) {
    if (failure != null) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      return String.valueOf(cause.getMessage());
    }
    return outcome instanceof MigrationReport.Failed(_, var reason) ? reason : "no outcome";
  }

  StreamOffer offer() {
    return offer;
  }

  /** What is held here of the guest's memory. */
  MigrationImages images() {
    return images;
  }

  /** Says how it stands. */
  void stand() {
    reports.tell(plan, standing);
  }
}
