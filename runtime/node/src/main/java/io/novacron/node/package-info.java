/**
 * One node of NovaCron: what it is told on its command line, and how its parts are put together.
 * This is the only place that knows all of them. To add a setting, open {@link
 * io.novacron.node.NodeCommand} and {@link io.novacron.node.NodeSettings}; to add a part, {@link
 * io.novacron.node.Node}.
 */
@NullMarked
package io.novacron.node;

import org.jspecify.annotations.NullMarked;
