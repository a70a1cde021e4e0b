/**
 * What the cluster knows of one virtual machine: its spec, its states, the verbs legal in each and
 * the events they yield. Pure: no actors, no clock, no I/O. To add a verb, open {@link
 * io.novacron.vm.Vm}; to change what may be asked for, open {@link io.novacron.vm.VmSpec}.
 */
@NullMarked
package io.novacron.vm;

import org.jspecify.annotations.NullMarked;
