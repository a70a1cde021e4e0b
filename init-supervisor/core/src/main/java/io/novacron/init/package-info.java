/**
 * How a node boots, without a thread or a clock: what needs what, when something may start, what a
 * failure means, and what a boot that is over says about itself (docs/boot.md).
 */
@NullMarked
package io.novacron.init;

import org.jspecify.annotations.NullMarked;
