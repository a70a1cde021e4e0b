package io.novacron.hypervisor.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.GuestSpec;
import io.novacron.hypervisor.GuestState;
import io.novacron.hypervisor.HypervisorDriver;
import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.hypervisor.IncomingGuest;
import io.novacron.hypervisor.MigrationLimits;
import io.novacron.hypervisor.MigrationPump;
import io.novacron.hypervisor.MortalGuestContract;
import io.novacron.hypervisor.OutgoingMigration;
import io.novacron.vm.Heartbeat;
import io.novacron.vm.Token;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import io.novacron.vm.Workload;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimulatedDriverTest extends MortalGuestContract {
  @Override
  protected HypervisorDriver create(String host) {
    return SimulatedDriver.create(SimulatedSettings.defaults());
  }

  @Override
  protected VmSpec spec() {
    return Specs.simulated(16, Heartbeat.SERIAL, new Workload(42, 8, 500));
  }

  @Override
  protected String accelerator() {
    return "sim";
  }

  @Override
  protected String consoleMark() {
    return "simulated guest contract with 16 MiB starts";
  }

  @Test
  void tenThousandIdleGuestsTakeNoThreadAndNoGuestMemory() throws Exception {
    VmSpec idle = Specs.simulated(1 << 20, Heartbeat.NONE, Workload.IDLE);
    for (int i = 0; i < 10_000; i++) {
      driver("a").start(new GuestSpec(new VmId("idle-" + i), new Token(0, 1), idle, "sim"));
    }
    assertThat(driver("a").guests())
        .hasSize(10_000)
        .allSatisfy(guest -> assertThat(guest.statistics().residentBytes()).isZero());
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("simulator-"));
  }

  @Test
  void anIdleGuestOfManyGibibytesMovesInAFewBytes() throws Exception {
    VmSpec idle = Specs.simulated(1 << 20, Heartbeat.NONE, Workload.IDLE);
    var spec = new GuestSpec(VM, new Token(0, 1), idle, "sim");
    var out = driver("a").start(spec).migrateOut(limits());
    var in = driver("b").accept(spec);
    var pump = MigrationPump.start(out, in);
    assertThat(get(in.arrived())).isTrue();
    assertThat(get(pump.carried())).isLessThan(100);
  }

  @Test
  void aGuestOfAnotherDriverOrAcceleratorIsRefused() throws Exception {
    var kvm = new GuestSpec(VM, new Token(0, 1), spec(), "kvm");
    assertFailsWith(Kind.INVALID_SPEC, () -> driver("a").start(kvm));
    var huge = Specs.simulated(1 << 23, Heartbeat.NONE, Workload.IDLE);
    assertFailsWith(
        Kind.INVALID_SPEC,
        () -> driver("a").start(new GuestSpec(VM, new Token(0, 1), huge, "sim")));
  }

  @Test
  void aStreamForAnotherMachineIsRefused() throws Exception {
    Guest source = runningOn("a");
    VmSpec other = Specs.simulated(16, Heartbeat.SERIAL, new Workload(43, 8, 500));
    var in = driver("b").accept(new GuestSpec(VM, new Token(0, 2), other, "sim"));
    var out = source.migrateOut(limits());
    MigrationPump.start(out, in);
    assertThat(get(in.arrived())).isFalse();
    assertThat(get(in.guest().ended())).contains("its machine is another one");
    assertThat(source.state()).isEqualTo(GuestState.RUNNING);
  }

  @Test
  void aCrashedGuestSaysWhyItEnded() throws Exception {
    Guest guest = runningOn("a");
    assertThat(((SimulatedDriver) driver("a")).crash(VM, "kernel panic")).isTrue();
    assertThat(get(guest.ended())).isEqualTo("kernel panic");
    assertThat(((SimulatedDriver) driver("a")).crash(VM, "again")).isFalse();
    assertGone(guest);
  }

  @Test
  void aRunningGuestShutsDownWhenAskedAndAPausedOneCannot() throws Exception {
    Guest guest = runningOn("a");
    guest.stop(patience());
    assertThat(get(guest.ended())).isEqualTo("shut down as it was asked to");
    Guest paused = startOn("a");
    paused.pause();
    paused.stop(patience());
    assertThat(get(paused.ended())).isEqualTo("stopped by force");
  }

  @Test
  void aClosedDriverStartsNothing() throws Exception {
    HypervisorDriver driver = driver("a");
    restart("a");
    assertFailsWith(Kind.UNAVAILABLE, () -> driver.start(guestSpec(1)));
    assertThat(driver.guests()).isEmpty();
  }

  @Test
  void aMigrationThatDoesNotFitItsDowntimeGoesOnUntilMoreIsAllowed() throws Exception {
    VmSpec busy = Specs.simulated(4, Heartbeat.SERIAL, new Workload(42, 4, 20_000));
    Guest source = driver("a").start(new GuestSpec(VM, new Token(0, 1), busy, "sim"));
    OutgoingMigration out = source.migrateOut(new MigrationLimits(Duration.ZERO));
    IncomingGuest in = driver("b").accept(new GuestSpec(VM, new Token(0, 2), busy, "sim"));
    carryAPieceABeat(source, out, in);
    assertThat(out.progress().dirtyBytesPerSecond()).isPositive();
    assertThat(source.state()).isEqualTo(GuestState.RUNNING);
    out.allowDowntime(Duration.ofHours(1));
    MigrationPump.start(out, in);
    assertThat(get(in.arrived())).isTrue();
  }

  /** Slower than the guest dirties memory, into the third pass. */
  private void carryAPieceABeat(Guest source, OutgoingMigration out, IncomingGuest in)
      throws Exception {
    ByteBuffer piece = ByteBuffer.allocate(128 * 1024);
    while (out.progress().pass() < 3) {
      get(source.heartbeats().next());
      assertThat(out.stream().read(piece)).isPositive();
      in.stream().write(piece.flip());
      piece.clear();
    }
  }
}
