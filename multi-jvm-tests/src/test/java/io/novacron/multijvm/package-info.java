/**
 * Tests of the harness with nodes that do nothing, and of clusters of real nodes. To see how a
 * cluster behaves when parts of it die, open {@code ClusterIT}; how migrations do, {@code
 * MigrationFailureIT}.
 */
@NullMarked
package io.novacron.multijvm;

import org.jspecify.annotations.NullMarked;
