package io.novacron.hypervisor;

import io.novacron.vm.VmId;
import java.util.List;
import java.util.Set;

/**
 * Runs guests on this host. Implementations are thread-safe. Every call blocks at most about ten
 * seconds unless it says otherwise and throws {@link HypervisorException} on failure; none leaves a
 * half-made guest behind.
 */
public interface HypervisorDriver extends AutoCloseable {
  /** {@code qemu}, {@code sim}: what a spec's {@code driver} names. */
  String name();

  /**
   * What this driver can run here. Never throws: a driver that cannot run says why and how to mend
   * it. Slow parts (calibration) are done once and remembered.
   */
  DriverReport probe();

  /**
   * Creates and starts a guest.
   *
   * @throws HypervisorException {@code GUEST_EXISTS} when the VM already has a guest here under any
   *     token, {@code INVALID_SPEC} for a missing image or an unknown machine or CPU
   */
  Guest start(GuestSpec spec);

  /**
   * Creates a guest that runs nothing until a migration stream has been written to it and {@link
   * Guest#resume} was called: the target of a live migration.
   */
  IncomingGuest accept(GuestSpec spec);

  /**
   * The guests that really exist here, in any state: after a restart of this process those that
   * outlived it are found again and can be controlled as before. Incoming guests whose stream broke
   * with the old process are destroyed, not returned; a complete one is kept, paused.
   */
  List<Guest> guests();

  /**
   * VMs of which a guest lives here that cannot be controlled, since what was recorded of it is
   * broken. While it lives it is neither started anew nor to be taken for gone.
   */
  default Set<VmId> uncontrolled() {
    return Set.of();
  }

  /**
   * Lets go of this process's handles; guests which can live on their own do (QEMU), others end
   * with it (the simulator).
   */
  @Override
  void close();
}
