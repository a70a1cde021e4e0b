/** Tests of the simulator: the contract of all drivers, and its own parts one by one. */
@NullMarked
package io.novacron.hypervisor.sim;

import org.jspecify.annotations.NullMarked;
