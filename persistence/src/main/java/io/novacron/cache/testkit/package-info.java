/**
 * A Redis for tests and benchmarks, which other modules use too; depends on no test framework. Open
 * {@link io.novacron.cache.testkit.RedisServer}.
 */
@NullMarked
package io.novacron.cache.testkit;

import org.jspecify.annotations.NullMarked;
