package io.novacron.agent;

import io.novacron.hypervisor.Guest;
import io.novacron.hypervisor.GuestState;
import io.novacron.vm.Believed;
import io.novacron.vm.Observed;
import io.novacron.vm.Token;
import io.novacron.vm.VmId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the guests of a host with the VMs believed to be on it, one part of them after the
 * other, and tells of what differs. What is believed comes from the read side, which may be behind
 * or wrong: so a few of those that agree are told of as well, each time the next ones. One at a
 * time and with pauses, since every VM that is told of has to be in memory for it: whatever a host
 * with thousands of guests does now and then must not be felt by those that are at work. Not safe
 * for threads.
 */
final class Muster {
  private static final Logger LOG = LoggerFactory.getLogger(Muster.class);

  /** VMs believed to be here that are compared at once. */
  static final int PART = 500;

  /** Of those that agree. */
  private static final int IN_TURN = 20;

  private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

  /** Who is told. */
  interface Listener {
    /**
     * A guest is here.
     *
     * @param nanos when it was looked at, by {@link System#nanoTime}
     */
    void shown(VmId vm, Observed guest, long nanos);

    /** A guest that should be here is not. */
    void missed(VmId vm, Token token);
  }

  private final GuestKeeper keeper;
  private final RollCall rollCall;
  private final String host;
  private final Listener listener;
  private boolean begun;
  private String after = "";
  private String turn = "";

  Muster(GuestKeeper keeper, RollCall rollCall, String host, Listener listener) {
    this.keeper = keeper;
    this.rollCall = rollCall;
    this.host = host;
    this.listener = listener;
  }

  /**
   * At first compares everything, which is what a host that has started again needs; later parts.
   */
  void sweep() {
    boolean last = next();
    while (!last && !begun) {
      last = next();
    }
    begun = true;
  }

  /**
   * Compares the next part, and tells of what differs in it. Blocks.
   *
   * @return whether it was the last one; the next is the first again
   * @throws IllegalStateException when the read side does not answer; that part is next again
   */
  boolean next() {
    SortedMap<String, Believed> believed = rollCall.believed(host, after, PART);
    boolean last = believed.size() < PART;
    List<Guest> here =
        last ? keeper.after(after, Integer.MAX_VALUE) : keeper.between(after, believed.lastKey());
    compare(here, believed);
    after = last ? "" : believed.lastKey();
    return last;
  }

  private void compare(List<Guest> here, SortedMap<String, Believed> believed) {
    List<Guest> inTurn = inTurn();
    inTurn.forEach(guest -> look(guest, null));
    Set<Guest> looked = Set.copyOf(inTurn);
    here.stream()
        .filter(guest -> !looked.contains(guest))
        .forEach(guest -> look(guest, believed.get(name(guest))));
    believed.forEach((name, belief) -> miss(new VmId(name), belief));
  }

  private void miss(VmId vm, Believed belief) {
    try {
      if (keeper.find(vm).isEmpty()) {
        listener.missed(vm, belief.token());
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (RuntimeException e) {
      LOG.warn("whether {} is here cannot be said", vm, e);
    }
  }

  private List<Guest> inTurn() {
    List<Guest> next = keeper.after(turn, IN_TURN);
    turn = next.size() < IN_TURN ? "" : name(next.getLast());
    return next;
  }

  private static String name(Guest guest) {
    return guest.spec().vm().value();
  }

  /** One that does not answer does not keep the others from being looked at. */
  private void look(Guest guest, @Nullable Believed belief) {
    try {
      long nanos = System.nanoTime();
      GuestState state = guest.state();
      var seen = new Observed(guest.spec().token(), state == GuestState.RUNNING);
      if (state != GuestState.GONE && (belief == null || !belief.agreesWith(seen))) {
        listener.shown(guest.spec().vm(), seen, nanos);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (RuntimeException e) {
      LOG.warn("{} does not say how it is", guest.spec().vm(), e);
    }
  }
}
