/**
 * Measures what the mode of a node is judged from: {@link io.novacron.mode.ModeWatch} sends pings
 * to the nodes of its cluster, {@link io.novacron.mode.Devices} looks what this machine has. The
 * rules are in {@code io.novacron.dwcp.mode}.
 */
@NullMarked
package io.novacron.mode;

import org.jspecify.annotations.NullMarked;
