/**
 * The hypervisor port: what the host agent asks of anything that can run a guest, and what every
 * driver has to keep (the tests' {@code HypervisorDriverContract}). Drivers know no actors; they
 * block, within deadlines, and are called from virtual threads. To teach the house a new
 * hypervisor, implement {@link io.novacron.hypervisor.HypervisorDriver} and run the contract on it.
 */
@NullMarked
package io.novacron.hypervisor;

import org.jspecify.annotations.NullMarked;
