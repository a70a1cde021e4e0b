/**
 * One live migration as a pure state machine: what was decided ({@link
 * io.novacron.migration.MigrationEvent}), what the two hosts report, and which orders follow from
 * where it stands. Commit and abort are entries of one journal and the first one wins. To change
 * what leads to a commit, open {@link io.novacron.migration.Migration}; for how long anything may
 * take, {@link io.novacron.migration.MigrationDeadlines}.
 */
@NullMarked
package io.novacron.migration;

import org.jspecify.annotations.NullMarked;
