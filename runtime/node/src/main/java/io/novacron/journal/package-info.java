/**
 * What the control plane writes down: the names of its events and snapshots, and what its entities
 * read back. To journal a new event, name it in {@link io.novacron.journal.ControlJournal} and give
 * the golden journal its line.
 */
@NullMarked
package io.novacron.journal;

import org.jspecify.annotations.NullMarked;
