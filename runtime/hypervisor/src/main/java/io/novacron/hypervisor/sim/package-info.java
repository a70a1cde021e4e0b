/**
 * The simulator: guests without a hypervisor, in this process, but with real memory that a seeded
 * workload dirties, a heartbeat and a live pre-copy of their own. It ships as a driver, so that
 * everything above can be tried, tested and measured on a host that has no QEMU. To change what a
 * guest does all day, open {@link io.novacron.hypervisor.sim.WorkloadRun}; the migration is in
 * {@link io.novacron.hypervisor.sim.PreCopy}, its bytes in {@link
 * io.novacron.hypervisor.sim.StreamFormat}.
 */
@NullMarked
package io.novacron.hypervisor.sim;

import org.jspecify.annotations.NullMarked;
