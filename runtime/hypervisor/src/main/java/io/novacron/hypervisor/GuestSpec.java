package io.novacron.hypervisor;

import io.novacron.vm.Token;
import io.novacron.vm.VmId;
import io.novacron.vm.VmSpec;

/**
 * One guest of a VM: which VM, under which grant, and what it is made of.
 *
 * @param accelerator as named in {@link DriverReport}, {@code kvm}, {@code tcg} or {@code sim}
 */
public record GuestSpec(VmId vm, Token token, VmSpec spec, String accelerator) {}
