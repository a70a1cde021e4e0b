/**
 * Tests of a migration's states. {@link io.novacron.migration.Course} leads a migration through
 * reports; each test of {@link io.novacron.migration.MigrationTest} reads as a transcript.
 */
@NullMarked
package io.novacron.migration;

import org.jspecify.annotations.NullMarked;
