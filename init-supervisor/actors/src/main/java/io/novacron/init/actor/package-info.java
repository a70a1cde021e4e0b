/** The supervisors that boot a node: one for the boot, one per phase, one per component. */
@NullMarked
package io.novacron.init.actor;

import org.jspecify.annotations.NullMarked;
