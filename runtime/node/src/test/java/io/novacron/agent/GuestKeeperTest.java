package io.novacron.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.novacron.control.Specs;
import io.novacron.hypervisor.DriverReport;
import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.GuestSpec;
import io.novacron.hypervisor.GuestState;
import io.novacron.hypervisor.HypervisorDriver;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.IncomingGuest;
import io.novacron.hypervisor.sim.SimulatedDriver;
import io.novacron.hypervisor.sim.SimulatedSettings;
import io.novacron.vm.Grant;
import io.novacron.vm.Report;
import io.novacron.vm.Token;
import io.novacron.vm.VmId;
import io.novacron.vm.VmOrder;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuestKeeperTest {
  private final SimulatedDriver driver = SimulatedDriver.create(SimulatedSettings.defaults());
  private final Queue<String> ended = new ConcurrentLinkedQueue<>();
  private final GuestKeeper keeper =
      new GuestKeeper(
          List.of(driver), 64, (guest, reason) -> ended.add(guest.spec().token() + " " + reason));

  @AfterEach
  void close() {
    driver.close();
  }

  private Guest start(long position) {
    return keeper.start(Specs.WEB, grant(position), Specs.simulated(8));
  }

  private static Grant grant(long position) {
    return new Grant("n1", new Token(0, position), "sim");
  }

  @Test
  void aStartThatIsRepeatedFindsItsGuest() {
    assertThat(start(2)).isSameAs(start(2));
    assertThat(keeper.memoryUsedMiB()).isEqualTo(8);
  }

  @Test
  void aLaterGrantEndsTheGuestOfAnEarlierOne() {
    Guest older = start(2);
    Guest younger = start(5);

    assertThat(older.state()).isEqualTo(GuestState.GONE);
    assertThat(keeper.all()).containsExactly(younger);
    assertThat(keeper.memoryUsedMiB()).isEqualTo(8);
    assertThat(ended).isEmpty();
  }

  @Test
  void anEarlierGrantDoesNotTouchTheGuestOfALaterOne() {
    Guest guest = start(5);

    assertThatThrownBy(() -> start(2))
        .isInstanceOfSatisfying(
            HypervisorException.class,
            e -> assertThat(e.kind()).isEqualTo(HypervisorException.Kind.GUEST_EXISTS));
    assertThat(guest.state()).isEqualTo(GuestState.RUNNING);
  }

  @Test
  void aStartThatComesAfterTheEndOfItsGuestBringsNothingBack() {
    keeper.destroy(start(2));

    assertThatThrownBy(() -> start(2)).hasMessageContaining("ended already");
    assertThat(keeper.all()).isEmpty();
    assertThat(keeper.memoryUsedMiB()).isZero();
    assertThat(start(3).state()).isEqualTo(GuestState.RUNNING);
  }

  @Test
  void aGuestThatCannotBeControlledIsNotTakenForGone() {
    var driverWithOne = new DriverWithAGuestOutOfControl();
    var careful = new GuestKeeper(List.of(driverWithOne), 64, (_, _) -> {});
    var verbs = new GuestVerbs(careful);

    assertThatThrownBy(() -> careful.find(Specs.WEB))
        .isInstanceOf(HypervisorException.class)
        .hasMessageContaining("by hand");
    assertThatThrownBy(
            () -> verbs.carryOut(Specs.WEB, new VmOrder.StopGuest(grant(2), Duration.ZERO)))
        .isInstanceOf(HypervisorException.class);
    assertThat(verbs.carryOut(Specs.WEB, new VmOrder.PauseGuest(grant(2), "web.5")))
        .isInstanceOfSatisfying(
            Report.OperationFailed.class, r -> assertThat(r.operation()).isEqualTo("web.5"));
    driverWithOne.lives = false;
    assertThat(careful.find(Specs.WEB)).isEmpty();
  }

  /** As QEMU's, when what was recorded of a guest is broken. */
  private static final class DriverWithAGuestOutOfControl implements HypervisorDriver {
    private boolean lives = true;

    @Override
    public Set<VmId> uncontrolled() {
      return lives ? Set.of(Specs.WEB) : Set.of();
    }

    @Override
    public String name() {
      return "sim";
    }

    @Override
    public DriverReport probe() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Guest start(GuestSpec spec) {
      throw new UnsupportedOperationException();
    }

    @Override
    public IncomingGuest accept(GuestSpec spec) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Guest> guests() {
      return List.of();
    }

    @Override
    public void close() {}
  }

  @Test
  void aGuestThatEndsByItselfIsReportedAndItsMemoryIsFreeAgain() {
    start(2).destroy();

    assertThat(ended).containsExactly("0.2 destroyed");
    assertThat(keeper.memoryUsedMiB()).isZero();
  }

  @Test
  void aGuestThatDoesNotFitLeavesNothing() {
    assertThatThrownBy(() -> keeper.start(Specs.WEB, grant(2), Specs.simulated(65)))
        .hasMessageContaining("64 of 64 are free");
    assertThat(keeper.memoryUsedMiB()).isZero();
  }
}
