/**
 * {@code ./novacron demo}: three nodes in two sites on this machine, a link between the sites that
 * is slow on purpose, and a VM that moves across it while it runs. To change what is shown, open
 * {@link io.novacron.demo.Scenario}; what it runs on, {@link io.novacron.demo.DemoCluster}.
 */
@NullMarked
package io.novacron.demo;

import org.jspecify.annotations.NullMarked;
