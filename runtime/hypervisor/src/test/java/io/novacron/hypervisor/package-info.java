/**
 * What every hypervisor driver has to keep, as tests that are run on each of them. A driver's own
 * test extends {@link io.novacron.hypervisor.HypervisorDriverContract} and says how its drivers and
 * a small VM for them are made. To demand something new of all drivers, add a sentence there.
 */
@NullMarked
package io.novacron.hypervisor;

import org.jspecify.annotations.NullMarked;
