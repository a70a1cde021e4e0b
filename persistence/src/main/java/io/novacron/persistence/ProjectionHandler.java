package io.novacron.persistence;

import java.sql.Connection;

/**
 * What an event means to the read side. Called for one event after the other, in the order of the
 * journal and in a virtual thread; it may block, but only on the connection given.
 */
@FunctionalInterface
public interface ProjectionHandler {
  /**
   * Applies {@code event} in the transaction of {@code connection}, which is committed together
   * with the note that the event was applied: neither happens twice.
   *
   * @throws Exception when it cannot be applied; it is tried again, for ever, and nothing after it
   *     is applied meanwhile
   */
  void apply(Connection connection, FeedEvent event) throws Exception;
}
