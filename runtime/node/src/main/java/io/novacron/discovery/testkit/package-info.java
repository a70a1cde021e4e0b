/**
 * A registry for tests, which other modules use too; depends on no test framework. Open {@link
 * io.novacron.discovery.testkit.ConsulStandIn}.
 */
@NullMarked
package io.novacron.discovery.testkit;

import org.jspecify.annotations.NullMarked;
