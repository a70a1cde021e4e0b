package io.novacron.persistence;

import java.sql.Connection;
import java.util.List;

/**
 * What events mean to the read side. Called for one part of the journal after the other, in its
 * order and in a virtual thread; it may block, but only on the connection given.
 */
@FunctionalInterface
public interface ProjectionHandler {
  /**
   * Applies {@code events} in the transaction of {@code connection}, which is committed together
   * with the note that they were applied: nothing happens twice.
   *
   * @throws Exception when one cannot be applied; all of them are tried again, for ever, and
   *     nothing after them is applied meanwhile
   */
  void apply(Connection connection, List<FeedEvent> events) throws Exception;
}
