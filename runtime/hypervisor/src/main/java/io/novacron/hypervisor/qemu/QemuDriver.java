package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.DriverReport;
import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.GuestSpec;
import io.novacron.hypervisor.HypervisorDriver;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.hypervisor.IncomingGuest;
import io.novacron.vm.VmId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Runs guests in QEMU processes, which live on when this process ends. */
public final class QemuDriver implements HypervisorDriver {
  private final GuestFolders folders;
  private final QemuProbe probe;
  private final GuestMaker maker;
  private final Map<VmId, QemuGuest> guests = new ConcurrentHashMap<>();
  private final Set<VmId> claimed = ConcurrentHashMap.newKeySet();
  private final Map<VmId, QemuProcess> uncontrolled = new ConcurrentHashMap<>();
  private final ReentrantLock adopting = new ReentrantLock();
  private boolean adopted;
  private volatile boolean closed;

  private QemuDriver(GuestFolders folders, QemuSettings settings) {
    this.folders = folders;
    this.probe =
        new QemuProbe(settings.binary(), new Calibration(settings.binary(), settings.hostFolder()));
    this.maker = new GuestMaker(settings, folders, gone -> guests.remove(gone.spec().vm(), gone));
  }

  /**
   * A driver whose guests are recorded under {@code dataDir}. QEMU need not be there: see {@link
   * #probe}.
   *
   * @throws HypervisorException {@code FAILED} when the folder cannot be used, or another driver
   *     uses it
   */
  public static QemuDriver create(Path dataDir, QemuSettings settings) {
    return new QemuDriver(GuestFolders.open(dataDir, settings.hostFolder()), settings);
  }

  /** Whether guests are recorded under {@code dataDir}, that may live or not. */
  public static boolean hasGuests(Path dataDir) {
    return !GuestFolders.recordedIn(dataDir).isEmpty();
  }

  @Override
  public String name() {
    return "qemu";
  }

  @Override
  public DriverReport probe() {
    return probe.report();
  }

  @Override
  public Guest start(GuestSpec spec) {
    return claiming(spec, () -> registered(maker.start(spec)));
  }

  @Override
  public IncomingGuest accept(GuestSpec spec) {
    return claiming(spec, () -> registered(maker.accept(spec)));
  }

  @Override
  public List<Guest> guests() {
    if (closed) {
      return List.of();
    }
    adopt();
    return guests.values().stream().filter(QemuGuest::alive).map(Guest.class::cast).toList();
  }

  @Override
  public Set<VmId> uncontrolled() {
    if (!closed) {
      adopt();
      uncontrolled.values().removeIf(process -> !process.alive());
    }
    return Set.copyOf(uncontrolled.keySet());
  }

  private <T> T claiming(GuestSpec spec, Supplier<T> making) {
    if (closed) {
      throw new HypervisorException(Kind.UNAVAILABLE, "this driver is closed");
    }
    adopt();
    Requirements.check(spec, probe.report());
    if (!claimed.add(spec.vm())) {
      throw exists(spec.vm());
    }
    try {
      if (guests.containsKey(spec.vm()) || uncontrolled().contains(spec.vm())) {
        throw exists(spec.vm());
      }
      return making.get();
    } finally {
      claimed.remove(spec.vm());
    }
  }

  private static HypervisorException exists(VmId vm) {
    return new HypervisorException(Kind.GUEST_EXISTS, vm + " has a guest on this host");
  }

  private QemuIncoming registered(QemuIncoming incoming) {
    registered((QemuGuest) incoming.guest());
    return incoming;
  }

  /** It may have ended before it was put there; then nobody else takes it out. */
  private QemuGuest registered(QemuGuest guest) {
    guests.put(guest.spec().vm(), guest);
    if (guest.over()) {
      guests.remove(guest.spec().vm(), guest);
    }
    return guest;
  }

  private void adopt() {
    adopting.lock();
    try {
      if (!adopted) {
        Adoption.Found found = new Adoption(folders, maker).run();
        found.guests().forEach(this::registered);
        uncontrolled.putAll(found.uncontrolled());
        adopted = true;
      }
    } finally {
      adopting.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    guests.values().forEach(QemuGuest::release);
    guests.clear();
    folders.close();
  }
}
