package io.novacron.agent;

import io.novacron.hypervisor.DriverReport;
import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.GuestSpec;
import io.novacron.hypervisor.GuestState;
import io.novacron.hypervisor.HypervisorDriver;
import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.hypervisor.IncomingGuest;
import io.novacron.vm.Grant;
import io.novacron.vm.Token;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;

/**
 * The guests of this host, whatever drives them: at most one of each VM, and no more memory than
 * the host offers. Calls block; safe for threads, but calls for one VM must not overlap.
 */
final class GuestKeeper {
  private static final long MIB = 1L << 20;

  private final Map<String, HypervisorDriver> drivers;
  private final long memoryMiB;
  private final BiConsumer<Guest, String> onEnded;

  /** By name, so that a part of them can be looked at without sorting all of them. */
  private final ConcurrentNavigableMap<String, Guest> guests = new ConcurrentSkipListMap<>();

  private final PromisedMemory promised = new PromisedMemory();

  /** Being destroyed on purpose, of which nothing is reported. */
  private final Set<Guest> dismissed = ConcurrentHashMap.newKeySet();

  /** The greatest token under which a guest of a VM has ended here. */
  private final Recent<Token> buried = new Recent<>();

  /**
   * @param memoryMiB that guests may be configured with, in all
   * @param onEnded hears of every guest that has ended, with the reason
   */
  GuestKeeper(
      Collection<HypervisorDriver> drivers, long memoryMiB, BiConsumer<Guest, String> onEnded) {
    this.drivers = new ConcurrentHashMap<>();
    drivers.forEach(driver -> this.drivers.put(driver.name(), driver));
    this.memoryMiB = memoryMiB;
    this.onEnded = onEnded;
  }

  /** What each driver offers. */
  List<DriverReport> probe() {
    return drivers.values().stream().map(HypervisorDriver::probe).toList();
  }

  /** Takes over the guests that outlived the process before. */
  List<Guest> adopt() {
    drivers.values().stream().flatMap(driver -> driver.guests().stream()).forEach(this::keep);
    return all();
  }

  List<Guest> all() {
    return List.copyOf(guests.values());
  }

  /** How many there are, those that are being started included. */
  int count() {
    return promised.count();
  }

  /** The first {@code limit} whose names come after {@code name}, in their order. */
  List<Guest> after(String name, int limit) {
    return guests.tailMap(name, false).values().stream().limit(limit).toList();
  }

  /** Those whose names come after {@code name}, up to and with {@code last}, in their order. */
  List<Guest> between(String name, String last) {
    return List.copyOf(guests.subMap(name, false, last, true).values());
  }

  long memoryUsedMiB() {
    return promised.sumMiB();
  }

  /**
   * The guest of {@code vm}; empty when it is certain that there is none.
   *
   * @throws HypervisorException {@code GUEST_EXISTS} when there is one that cannot be controlled:
   *     nobody may take it for gone and start the VM elsewhere
   */
  Optional<Guest> find(VmId vm) {
    Optional<Guest> guest = Optional.ofNullable(guests.get(vm.value()));
    if (guest.isEmpty() && isUncontrolled(vm)) {
      throw new HypervisorException(
          Kind.GUEST_EXISTS,
          "a guest of "
              + vm
              + " lives on this host that cannot be controlled, since its record is broken: its"
              + " process is in the log of this node and has to be ended by hand");
    }
    return guest;
  }

  private boolean isUncontrolled(VmId vm) {
    return drivers.values().stream().anyMatch(driver -> driver.uncontrolled().contains(vm));
  }

  /**
   * The guest of {@code vm} under {@code token}, if that is the one which is here.
   *
   * @throws HypervisorException as {@link #find(VmId)}
   */
  Optional<Guest> find(VmId vm, Token token) {
    return find(vm).filter(guest -> guest.spec().token().equals(token));
  }

  /**
   * Starts a guest, unless it is here already. A later grant ends what an earlier one has left.
   *
   * @throws HypervisorException when it cannot be; nothing is left then, unless its kind is {@code
   *     GUEST_EXISTS}
   */
  Guest start(VmId vm, Grant grant, VmSpec spec) {
    return find(vm, grant.token()).orElseGet(() -> begin(vm, grant, spec));
  }

  private Guest begin(VmId vm, Grant grant, VmSpec spec) {
    supersede(vm, grant.token());
    promise(vm, grant.token(), spec);
    try {
      return keep(driver(spec).start(new GuestSpec(vm, grant.token(), spec, grant.accelerator())));
    } catch (RuntimeException e) {
      forget(vm);
      throw e;
    }
  }

  /**
   * Makes an empty guest that waits for a migration stream.
   *
   * @throws HypervisorException when it cannot be; nothing of it is left then
   */
  IncomingGuest accept(VmId vm, Grant grant, VmSpec spec) {
    supersede(vm, grant.token());
    promise(vm, grant.token(), spec);
    try {
      IncomingGuest incoming =
          driver(spec).accept(new GuestSpec(vm, grant.token(), spec, grant.accelerator()));
      keep(incoming.guest());
      return incoming;
    } catch (RuntimeException e) {
      forget(vm);
      throw e;
    }
  }

  /**
   * Destroys {@code guest}; nothing is reported of its end. It is found here until it has ended, so
   * that nobody takes an attempt for the end.
   */
  void destroy(Guest guest) {
    dismissed.add(guest);
    try {
      guest.destroy();
      drop(guest);
    } finally {
      dismissed.remove(guest);
    }
  }

  /** A guest under an earlier token cannot be the VM any more. */
  private void supersede(VmId vm, Token token) {
    find(vm)
        .filter(older -> older.spec().token().compareTo(token) < 0)
        .ifPresent(older -> {
          try {
            destroy(older);
          } catch (HypervisorException e) {
            throw new HypervisorException(
                Kind.GUEST_EXISTS, "an older guest of " + vm + " does not end", e);
          }
        });
  }

  /** Whether a guest runs, as its hypervisor says now. */
  static boolean runs(Guest guest) {
    return guest.state() == GuestState.RUNNING;
  }

  private Guest keep(Guest guest) {
    VmId vm = guest.spec().vm();
    guests.put(vm.value(), guest);
    promised.promise(vm, guest.spec().spec());
    guest
        .ended()
        .whenComplete((reason, failure) -> {
          boolean meant = dismissed.contains(guest);
          if (drop(guest) && !meant) {
            onEnded.accept(guest, failure == null ? reason : failure.toString());
          }
        });
    return guest;
  }

  /** It has ended. Returns whether it was known here until now. */
  private boolean drop(Guest guest) {
    VmId vm = guest.spec().vm();
    bury(vm.value(), guest.spec().token());
    boolean known = guests.remove(vm.value(), guest);
    if (known) {
      promised.release(vm);
    }
    return known;
  }

  private synchronized void bury(String vm, Token token) {
    buried.put(vm, buried.get(vm).filter(before -> before.compareTo(token) > 0).orElse(token));
  }

  private void forget(VmId vm) {
    if (!guests.containsKey(vm.value())) {
      promised.release(vm);
    }
  }

  private synchronized void promise(VmId vm, Token token, VmSpec spec) {
    if (guests.containsKey(vm.value())) {
      throw new HypervisorException(
          Kind.GUEST_EXISTS, "another guest of " + vm + " is on this host");
    }
    refuseTheBuried(vm, token);
    long free = memoryMiB - memoryUsedMiB();
    if (spec.memoryMiB() > free) {
      throw new HypervisorException(
          Kind.FAILED,
          "needs " + spec.memoryMiB() + " MiB, and " + free + " of " + memoryMiB + " are free");
    }
    promised.promise(vm, spec);
  }

  /** An order that comes late must not bring back what has ended since. */
  private void refuseTheBuried(VmId vm, Token token) {
    if (buried.get(vm.value()).filter(ended -> ended.compareTo(token) >= 0).isPresent()) {
      throw new HypervisorException(
          Kind.GUEST_GONE, "the guest of " + vm + " under this grant has ended already");
    }
  }

  private HypervisorDriver driver(VmSpec spec) {
    HypervisorDriver driver = drivers.get(spec.driver());
    if (driver == null) {
      throw new HypervisorException(
          Kind.UNAVAILABLE, "this host has no driver '" + spec.driver() + "'");
    }
    return driver;
  }

  /** Guest memory in bytes. */
  static long memoryBytes(VmSpec spec) {
    return spec.memoryMiB() * MIB;
  }
}
