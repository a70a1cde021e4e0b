/** Tests of whole nodes, several of them in one JVM, with simulated guests. */
@NullMarked
package io.novacron.node;

import org.jspecify.annotations.NullMarked;
