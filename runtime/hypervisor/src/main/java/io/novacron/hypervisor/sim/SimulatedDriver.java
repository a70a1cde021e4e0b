package io.novacron.hypervisor.sim;

import io.novacron.hypervisor.DriverReport;
import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.GuestSpec;
import io.novacron.hypervisor.GuestState;
import io.novacron.hypervisor.HypervisorDriver;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.hypervisor.IncomingGuest;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Guests simulated in this process, which end with it. Disks and NICs of a spec are accepted and
 * not looked at.
 */
public final class SimulatedDriver implements HypervisorDriver {
  /** The only machine type. */
  public static final String MACHINE = "sim-1.0";

  /** The only CPU model. */
  public static final String CPU_MODEL = "sim64";

  private static final String NAME = "sim";

  /** 4 TiB: as many pages as fit an array index. */
  private static final int MAX_MEMORY_MIB = 1 << 22;

  private static final DriverReport REPORT =
      new DriverReport(NAME, true, "", "1.0", List.of(NAME), List.of(MACHINE), List.of(CPU_MODEL));

  private final SimulatedSettings settings;
  private final Clockwork clockwork;
  private final ConcurrentHashMap<VmId, SimulatedGuest> guests = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private SimulatedDriver(SimulatedSettings settings) {
    this.settings = settings;
    this.clockwork = new Clockwork(settings.clockThreads());
  }

  /** A host of its own: it shares nothing with other simulated drivers of this process. */
  public static SimulatedDriver create(SimulatedSettings settings) {
    return new SimulatedDriver(settings);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public DriverReport probe() {
    return REPORT;
  }

  @Override
  public Guest start(GuestSpec spec) {
    SimulatedGuest guest = admit(spec, GuestState.PAUSED);
    guest.boot();
    return guest;
  }

  @Override
  public IncomingGuest accept(GuestSpec spec) {
    return new Arrival(admit(spec, GuestState.INCOMING));
  }

  @Override
  public List<Guest> guests() {
    return List.copyOf(guests.values());
  }

  /**
   * Ends the guest of {@code vm} as a crash of its own would.
   *
   * @param reason what {@link Guest#ended} will say
   * @return whether there was one
   */
  public boolean crash(VmId vm, String reason) {
    SimulatedGuest guest = guests.get(vm);
    return guest != null && guest.end(reason);
  }

  /** Ends all guests. */
  @Override
  public void close() {
    closed = true;
    guests.values().forEach(guest -> guest.end("the process that simulated it let go of it"));
    clockwork.close();
  }

  private SimulatedGuest admit(GuestSpec spec, GuestState state) {
    check(spec);
    var guest = new SimulatedGuest(spec, state, settings, clockwork, this::forget);
    if (guests.putIfAbsent(spec.vm(), guest) != null) {
      throw new HypervisorException(
          Kind.GUEST_EXISTS, "VM '" + spec.vm() + "' has a simulated guest here already");
    }
    if (closed) {
      guest.end("its driver was closed while it began");
      throw new HypervisorException(Kind.UNAVAILABLE, "this simulator was closed");
    }
    return guest;
  }

  private void forget(SimulatedGuest guest) {
    guests.remove(guest.spec().vm(), guest);
  }

  private static void check(GuestSpec spec) {
    VmSpec vm = spec.spec();
    demand(NAME, vm.driver(), "driver");
    demand(NAME, spec.accelerator(), "accelerator");
    demand(MACHINE, vm.machine(), "machine");
    demand(CPU_MODEL, vm.cpuModel(), "CPU model");
    if (vm.memoryMiB() > MAX_MEMORY_MIB) {
      throw new HypervisorException(
          Kind.INVALID_SPEC, "the simulator offers at most " + MAX_MEMORY_MIB + " MiB of memory");
    }
  }

  private static void demand(String offered, String asked, String what) {
    if (!asked.equals(offered)) {
      throw new HypervisorException(
          Kind.INVALID_SPEC,
          "the simulator offers no " + what + " '" + asked + "', only '" + offered + "'");
    }
  }
}
