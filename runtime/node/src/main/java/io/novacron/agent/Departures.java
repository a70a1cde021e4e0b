package io.novacron.agent;

import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.GuestState;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.migration.MigrationReport;
import io.novacron.migration.Plan;
import io.novacron.migration.Receipt;
import io.novacron.migration.StreamOffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Migrations from this host. The guest stays resumable until its migration says that it has
 * committed; that it did not is for the migration to say, too, and never for a timer here.
 */
final class Departures {
  private final GuestKeeper keeper;
  private final Carrier carrier;
  private final MigrationReports reports;
  private final Map<String, Departure> open = new ConcurrentHashMap<>();
  private final Recent<Receipt> receipts = new Recent<>();

  /** Migrations that were given up, and whether their guests are what they were. */
  private final Recent<Boolean> givenUp = new Recent<>();

  Departures(GuestKeeper keeper, Carrier carrier, MigrationReports reports) {
    this.keeper = keeper;
    this.carrier = carrier;
    this.reports = reports;
  }

  /** Writes the guest's stream to where the target waits. */
  void begin(Plan plan, StreamOffer offer) {
    if (givenUp.get(plan.id()).isPresent()) {
      reports.fail(plan, "it was given up before");
      return;
    }
    Departure known = open.get(plan.id());
    if (known != null) {
      known.stand();
      return;
    }
    Optional<Guest> guest = keeper.find(plan.vm(), plan.source().token());
    if (guest.isEmpty()) {
      reports.fail(plan, "its guest is gone from the source");
      return;
    }
    try {
      open.put(plan.id(), carrier.carry(plan, guest.get(), offer, reports));
      reports.tell(plan, new MigrationReport.Begun());
    } catch (HypervisorException e) {
      reports.fail(plan, String.valueOf(e.getMessage()));
    }
  }

  /** Says how it stands. */
  void stand(Plan plan) {
    Optional.ofNullable(open.get(plan.id()))
        .ifPresentOrElse(
            Departure::stand,
            () -> reports.fail(plan, "knows nothing of it: its node was restarted"));
  }

  /** The target has come to life, as seen here at {@code nanos}. */
  void targetLives(String migration, boolean beat, long nanos) {
    Optional.ofNullable(open.get(migration)).ifPresent(d -> d.targetLives(beat, nanos));
  }

  /**
   * Puts the guest back to what it was: there will be no commit. Once only, since a repetition that
   * comes late may find the guest in its next migration, sealed.
   */
  void restore(Plan plan) {
    if (!givenUp.get(plan.id()).orElse(false)) {
      givenUp.put(plan.id(), false);
      giveUp(plan);
      givenUp.put(plan.id(), true);
    }
    reports.tell(plan, new MigrationReport.SourceRestored());
  }

  private void giveUp(Plan plan) {
    Departure departure = open.remove(plan.id());
    if (departure != null) {
      departure.giveUp();
    }
    keeper.find(plan.vm(), plan.source().token()).ifPresent(guest -> restore(plan, guest));
  }

  /** A guest that was paused has to run for a moment: nothing else ends a seal. */
  private static void restore(Plan plan, Guest guest) {
    GuestState state = guest.state();
    if (plan.paused() ? state == GuestState.SEALED : state != GuestState.RUNNING) {
      guest.resume();
    }
    if (plan.paused()) {
      guest.pause();
    }
  }

  /** Removes the guest, since its target's copy is the VM, and says what the move cost. */
  void release(Plan plan) {
    Receipt receipt = receipts.get(plan.id()).orElseGet(() -> cost(plan));
    receipts.put(plan.id(), receipt);
    open.remove(plan.id());
    keeper.find(plan.vm(), plan.source().token()).ifPresent(keeper::destroy);
    reports.tell(plan, new MigrationReport.Released(receipt));
  }

  private Receipt cost(Plan plan) {
    Departure departure = open.get(plan.id());
    return departure == null ? Receipt.unknown(plan) : departure.receipt();
  }
}
