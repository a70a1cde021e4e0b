/**
 * A wide-area link on one machine: TCP relays in user space that share a rate and have a delay, and
 * that can be cut, healed, held and released. Nothing needs privileges, and the same seed stalls
 * the same way. To change how a link behaves open {@link io.novacron.multijvm.link.LinkEmulator}
 * and {@code OneWay}, for its figures {@link io.novacron.multijvm.link.LinkProfile}.
 */
@NullMarked
package io.novacron.multijvm.link;

import org.jspecify.annotations.NullMarked;
