/**
 * Tests of the harness with nodes that do nothing, and of clusters of real nodes. To see how
 * migrations behave when nodes die at any of their turning points, open {@code MigrationFailureIT}.
 */
@NullMarked
package io.novacron.multijvm;

import org.jspecify.annotations.NullMarked;
