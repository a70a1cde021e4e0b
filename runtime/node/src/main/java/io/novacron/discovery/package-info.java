/**
 * How a node finds its cluster, and how it is found: lookup through Pekko Discovery ({@link
 * io.novacron.discovery.DiscoverySettings} says by what) and registration at a Consul agent ({@link
 * io.novacron.discovery.Registration}). Neither decides who is a member: that is what the cluster
 * does, once its nodes know of each other.
 */
@NullMarked
package io.novacron.discovery;

import org.jspecify.annotations.NullMarked;
