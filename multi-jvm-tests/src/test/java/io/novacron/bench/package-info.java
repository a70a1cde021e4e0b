/**
 * Short versions of the benchmarks: what they count and print, not how fast anything is. To test
 * another benchmark, begin with {@link io.novacron.bench.VmOpsBenchIT}.
 */
@NullMarked
package io.novacron.bench;

import org.jspecify.annotations.NullMarked;
