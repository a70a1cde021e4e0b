/**
 * Tests of how a node finds its cluster, and is found, against servers that speak as the real ones.
 */
@NullMarked
package io.novacron.discovery;

import org.jspecify.annotations.NullMarked;
