/**
 * How messages cross the wire between nodes: Kryo, registered classes only. Messages are transient
 * and both ends run the same version, so nothing here needs to evolve; the journal has a format of
 * its own. To let a new message travel, mark it {@link io.novacron.wire.Wire} and, unless it
 * belongs to a sealed type that travels already, add it to {@link io.novacron.kryo.WireClasses}.
 */
@NullMarked
package io.novacron.kryo;

import org.jspecify.annotations.NullMarked;
