package io.novacron.journal;

import io.novacron.vm.VmEvent;
import io.novacron.vm.VmRecord;

/** What the entity of a VM has read from its journal. */
public sealed interface VmState {
  /** All of it. */
  record Read(VmRecord record) implements VmState {
    @Override
    public VmState after(Object event) {
      return switch (event) {
        case VmEvent known -> new Read(record.after(known));
        case Unread(var reason) -> new Unreadable(reason);
        default -> new Unreadable("a " + event.getClass().getSimpleName() + " in a VM's journal");
      };
    }
  }

  /** Up to an event that this version cannot read. */
  record Unreadable(String reason) implements VmState {
    @Override
    public VmState after(Object event) {
      return this;
    }
  }

  /** The state after {@code event}. */
  VmState after(Object event);

  /**
   * The record of a readable one.
   *
   * @throws IllegalStateException of an unreadable one
   */
  default VmRecord record() {
    throw new IllegalStateException("unreadable journal");
  }
}
