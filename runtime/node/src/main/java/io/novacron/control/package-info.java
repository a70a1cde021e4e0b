/**
 * What the cluster decides: the sharded entities of VMs and migrations, the directory of hosts, and
 * {@link io.novacron.control.ControlPlane}, the one door through which APIs ask for anything. State
 * machines are in {@code io.novacron.vm} and {@code io.novacron.migration}; here is the shell that
 * journals what they decide. To change what a verb does, open its state there; to add one, this
 * door.
 */
@NullMarked
package io.novacron.control;

import org.jspecify.annotations.NullMarked;
