/**
 * {@code ./novacron bench}: what NovaCron can do on this machine, beside what its parts can do
 * alone, in one run. Loads keep a number of operations in flight or a pace; peers run in the node
 * processes themselves. To add a benchmark, open {@link io.novacron.bench.BenchMain}; to change
 * what vm-ops does, {@link io.novacron.bench.VmOps}.
 */
@NullMarked
package io.novacron.bench;

import org.jspecify.annotations.NullMarked;
