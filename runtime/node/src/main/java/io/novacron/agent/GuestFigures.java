package io.novacron.agent;

import io.novacron.hypervisor.Guest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What a node's figures say of its guests; nothing before its agent is there. */
public final class GuestFigures {
  private volatile Supplier<List<Guest>> guests = List::of;

  private final MigrationTotals migrations = new MigrationTotals();

  /** Of migrations out of this node. */
  public MigrationTotals migrations() {
    return migrations;
  }

  void of(GuestKeeper keeper) {
    guests = keeper::all;
  }

  /** How often each guest on this node that has a heartbeat has been heard by this process. */
  public Map<String, Long> heartbeats() {
    Map<String, Long> beats = new HashMap<>();
    for (Guest guest : guests.get()) {
      if (guest.heartbeats().present()) {
        beats.put(guest.spec().vm().value(), guest.heartbeats().count());
      }
    }
    return beats;
  }
}
