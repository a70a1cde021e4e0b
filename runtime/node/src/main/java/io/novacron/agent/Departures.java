package io.novacron.agent;

import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.GuestState;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.migration.MigrationReport;
import io.novacron.migration.Plan;
import io.novacron.migration.Receipt;
import io.novacron.migration.StreamOffer;
import io.novacron.vm.VmId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Migrations from this host. The guest stays resumable until its migration says that it has
 * committed; that it did not is for the migration to say, too, and never for a timer here.
 */
final class Departures {
  private final GuestKeeper keeper;
  private final Carrier carrier;
  private final MigrationReports reports;
  private final Consumer<Receipt> told;
  private final Map<VmId, Departure> open = new ConcurrentHashMap<>();
  private final Recent<Receipt> receipts = new Recent<>();

  /** Migrations that were given up, and whether their guests are what they were. */
  private final Recent<Boolean> givenUp = new Recent<>();

  /**
   * @param told hears what each migration has cost, once
   */
  Departures(
      GuestKeeper keeper, Carrier carrier, MigrationReports reports, Consumer<Receipt> told) {
    this.keeper = keeper;
    this.carrier = carrier;
    this.reports = reports;
    this.told = told;
  }

  /** Writes the guest's stream to where the target waits. */
  void begin(Plan plan, StreamOffer offer) {
    if (givenUp.get(plan.id()).isPresent()) {
      reports.fail(plan, "it was given up before");
      return;
    }
    Optional<Departure> known = known(plan);
    if (known.isPresent()) {
      known.get().stand();
      return;
    }
    try {
      keeper
          .find(plan.vm(), plan.source().token())
          .ifPresentOrElse(
              guest -> carry(plan, guest, offer),
              () -> reports.fail(plan, "its guest is gone from the source"));
    } catch (HypervisorException e) {
      reports.fail(plan, String.valueOf(e.getMessage()));
    }
  }

  private void carry(Plan plan, Guest guest, StreamOffer offer) {
    Departure departure = carrier.carry(plan, guest, offer, reports);
    Departure earlier = open.put(plan.vm(), departure);
    if (earlier != null) {
      earlier.unwatch();
      earlier.images().discard();
    }
    var _ = guest.ended().whenComplete((_, _) -> ended(plan, departure));
    reports.tell(plan, new MigrationReport.Begun());
  }

  /** What a sealed one has cost is still to be told; what it holds was kept before, or never is. */
  private void ended(Plan plan, Departure departure) {
    departure.images().discard();
    if (!departure.isSealed()) {
      departure.unwatch();
      open.remove(plan.vm(), departure);
    }
  }

  private Optional<Departure> known(Plan plan) {
    return Optional.ofNullable(open.get(plan.vm())).filter(departure -> departure.isOf(plan.id()));
  }

  /** Whether a guest of {@code vm} is on its way: then nothing but its migration lets it run. */
  boolean holds(VmId vm) {
    return open.containsKey(vm);
  }

  /** Says how it stands. */
  void stand(Plan plan) {
    known(plan)
        .ifPresentOrElse(
            Departure::stand,
            () ->
                reports.fail(
                    plan, "knows nothing of it: its guest has ended or its node was restarted"));
  }

  /** The target has come to life, as seen here at {@code nanos}. */
  void targetLives(String migration, boolean beat, long nanos) {
    open.values().stream()
        .filter(departure -> departure.isOf(migration))
        .forEach(departure -> departure.targetLives(beat, nanos));
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
    known(plan).ifPresent(Departure::giveUp);
    known(plan).ifPresent(departure -> open.remove(plan.vm(), departure));
    if (!holds(plan.vm())) {
      keeper.find(plan.vm(), plan.source().token()).ifPresent(guest -> restore(plan, guest));
    }
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
    known(plan).ifPresent(departure -> departed(plan, departure));
    keeper.find(plan.vm(), plan.source().token()).ifPresent(keeper::destroy);
    reports.tell(plan, new MigrationReport.Released(receipt));
  }

  private void departed(Plan plan, Departure departure) {
    open.remove(plan.vm(), departure);
    departure.images().keep();
  }

  private Receipt cost(Plan plan) {
    Receipt receipt = known(plan).map(Departure::receipt).orElseGet(() -> Receipt.unknown(plan));
    told.accept(receipt);
    return receipt;
  }
}
