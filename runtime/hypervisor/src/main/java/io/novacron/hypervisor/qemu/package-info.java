/**
 * The QEMU driver: guests are QEMU processes that outlive this one, told what to do over QMP.
 * {@link io.novacron.hypervisor.qemu.QemuDriver} is the door, {@link
 * io.novacron.hypervisor.qemu.PulseGuest} a guest of our own to try it with; all else is inside. To
 * change how a guest is built, open {@code QemuCommandLine}; how one is found again after a
 * restart, {@code Adoption}; how one moves, {@code QemuOutgoing} and {@code QemuIncoming}.
 */
@NullMarked
package io.novacron.hypervisor.qemu;

import org.jspecify.annotations.NullMarked;
