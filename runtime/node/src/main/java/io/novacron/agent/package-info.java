/**
 * The agent of one host: it alone touches the hypervisor drivers, carries out the orders of VMs and
 * migrations that live anywhere in the cluster, and reports to them through sharding. Orders are
 * repeated by who gave them, so each is carried out at most once here. To change what an order does
 * to a guest, open {@link io.novacron.agent.GuestKeeper}; to a migration, {@link
 * io.novacron.agent.Departures} and {@link io.novacron.agent.Arrivals}.
 */
@NullMarked
package io.novacron.agent;

import org.jspecify.annotations.NullMarked;
