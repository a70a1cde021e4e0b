/**
 * A cluster of real processes on this machine: nodes in JVMs of their own, a database process that
 * they share, and ways to kill and bring back any of them. The demo, the benches and the multi-JVM
 * tests stand on it. To change how a node is started, open {@link
 * io.novacron.multijvm.NodeProcess}.
 */
@NullMarked
package io.novacron.multijvm;

import org.jspecify.annotations.NullMarked;
