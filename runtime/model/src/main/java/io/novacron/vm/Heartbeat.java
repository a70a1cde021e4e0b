package io.novacron.vm;

/** Where the guest writes its heartbeat, one byte a beat, from which the felt pause is measured. */
public enum Heartbeat {
  /** The guest has none: the pause is taken from the hypervisor's own events. */
  NONE,
  /** Every byte on the second serial port. */
  SERIAL,
  /** Every byte on the debug console, I/O port 0xe9. */
  DEBUGCON
}
