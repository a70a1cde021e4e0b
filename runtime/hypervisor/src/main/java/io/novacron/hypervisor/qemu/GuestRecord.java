package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.GuestSpec;
import org.jspecify.annotations.Nullable;

/**
 * What guest.json says about a guest, for whoever comes after this process.
 *
 * @param process null in the moment between the start of QEMU and the next record
 * @param beatPort UDP port on which its heartbeat arrives, 0 without one
 */
record GuestRecord(GuestSpec spec, Phase phase, @Nullable ProcessIdentity process, int beatPort) {

  /** How far it has come. */
  enum Phase {
    /** Nobody was told yet that it exists: after a restart it goes. */
    STARTING,
    /** Waits for, or takes in, a migration stream: after a restart it goes unless all had come. */
    INCOMING,
    /** It is somebody's VM: it stays. */
    READY
  }

  GuestRecord with(Phase next) {
    return new GuestRecord(spec, next, process, beatPort);
  }

  GuestRecord with(ProcessIdentity started) {
    return new GuestRecord(spec, phase, started, beatPort);
  }
}
