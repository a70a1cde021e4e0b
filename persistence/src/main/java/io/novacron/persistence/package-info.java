/**
 * What NovaCron remembers: journal, snapshots, the read side for lists and the event feed, and the
 * schema of all of them on H2 and PostgreSQL. Others bring their events as an {@link
 * io.novacron.persistence.EventFormat} and hand each one to the read side through {@link
 * io.novacron.persistence.ProjectionHandler}. To change how the database is reached, open {@link
 * io.novacron.persistence.DatabaseSettings}; to change a table, add a script beside
 * db/novacron/{h2,postgresql}/V1__journal.sql.
 */
@NullMarked
package io.novacron.persistence;

import org.jspecify.annotations.NullMarked;
