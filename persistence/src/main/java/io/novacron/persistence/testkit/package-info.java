/**
 * What tests and benchmarks of other modules need to try their events and themselves against real
 * databases. Ships with the product because the benchmarks do, and depends on no test framework. To
 * change the file of events once written, open {@link
 * io.novacron.persistence.testkit.GoldenJournal}; to change how PostgreSQL is started, {@link
 * io.novacron.persistence.testkit.PostgresServer}.
 */
@NullMarked
package io.novacron.persistence.testkit;

import org.jspecify.annotations.NullMarked;
