/**
 * NovaCron inside a program of one's own: {@link io.novacron.sdk.EmbeddedNode} is a full node of a
 * cluster in this JVM. Who only wants to command a cluster uses {@code io.novacron.client}, which
 * joins nothing.
 */
@NullMarked
package io.novacron.sdk;

import org.jspecify.annotations.NullMarked;
