package io.novacron.persistence;

/**
 * A VM on a host, as far as a roll call needs to know it.
 *
 * @param state as in {@link VmRow}
 * @param grantToken as in {@link VmRow}
 */
public record HostedVm(String name, String state, String grantToken) {}
