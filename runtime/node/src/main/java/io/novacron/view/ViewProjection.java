package io.novacron.view;

import io.novacron.journal.Unread;
import io.novacron.migration.MigrationEvent;
import io.novacron.persistence.FeedEvent;
import io.novacron.persistence.ProjectionHandler;
import io.novacron.vm.VmEvent;
import io.novacron.vm.VmId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds every event into the rows of its VM, its operations and its migration. What a part of the
 * journal has changed is written once, and what it left is remembered for the next one.
 */
public final class ViewProjection implements ProjectionHandler {
  /** Under which its progress is kept; a new name rebuilds all rows. */
  public static final String NAME = "views-1";

  private static final int REMEMBERED = 4_096;
  private static final Logger LOG = LoggerFactory.getLogger(ViewProjection.class);

  private final RecentVms remembered = new RecentVms(REMEMBERED);

  @Override
  public void apply(Connection connection, List<FeedEvent> events) throws SQLException {
    var changes = new ViewChanges(connection, remembered);
    try {
      for (FeedEvent event : events) {
        applyIfPossible(changes, event);
      }
      changes.write();
    } catch (SQLException | RuntimeException e) {
      // What is rolled back now did not happen.
      remembered.forget();
      throw e;
    }
  }

  /** What one entity has journalled, whatever it is, must not keep all others from the lists. */
  private static void applyIfPossible(ViewChanges changes, FeedEvent event) throws SQLException {
    try {
      apply(changes, event);
    } catch (RuntimeException e) {
      LOG.warn("event {} of {} is left out of lists", event.id(), event.persistenceId(), e);
    }
  }

  private static void apply(ViewChanges changes, FeedEvent event) throws SQLException {
    String entity = event.persistenceId().substring(event.persistenceId().indexOf('|') + 1);
    switch (event.event()) {
      case VmEvent e -> changes.vm(new VmId(entity), event.sequenceNr(), e);
      case MigrationEvent e -> changes.migration(entity, e);
      case Unread(var reason) -> LOG.warn("{} is left out of lists: {}", entity, reason);
      default -> LOG.warn("{} is left out of lists: {}", entity, event.event().getClass());
    }
  }
}
