/**
 * Tests of the QEMU driver: what is pure without QEMU, the rest with a real one where it is
 * installed. What every driver has to keep is asked by {@code HypervisorDriverContract}.
 */
@NullMarked
package io.novacron.hypervisor.qemu;

import org.jspecify.annotations.NullMarked;
