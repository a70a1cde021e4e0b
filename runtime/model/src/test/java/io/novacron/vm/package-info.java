/**
 * Tests of a VM's states, spec and journal. {@link io.novacron.vm.Life} leads a VM through verbs
 * and reports; to say what a state answers, open {@link io.novacron.vm.VmTest}.
 */
@NullMarked
package io.novacron.vm;

import org.jspecify.annotations.NullMarked;
