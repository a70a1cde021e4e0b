package io.novacron.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.control.Specs;
import io.novacron.migration.Migration;
import io.novacron.migration.MigrationEvent;
import io.novacron.migration.MigrationRecord;
import io.novacron.migration.Plan;
import io.novacron.migration.StreamOffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MigrationStateTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private static final String ID = "web.4";
  private static final Plan PLAN = Specs.plan(ID);
  private static final Unread UNREAD = new Unread("'migration.mirrored:1' is unknown");
  private static final MigrationEvent REQUESTED = new MigrationEvent.Requested(PLAN, NOW);

  private static MigrationState of(Object... events) {
    MigrationState state = new MigrationState.Read(MigrationRecord.unknown(ID));
    for (Object event : events) {
      state = state.after(event);
    }
    return state;
  }

  @Test
  void whatMayHaveBeenTheCommitDecidesNothing() {
    assertThat(of(REQUESTED, UNREAD)).isInstanceOf(MigrationState.Unreadable.class);
    assertThat(
            of(
                REQUESTED,
                UNREAD,
                new MigrationEvent.Prepared(new StreamOffer("127.0.0.1", 7400, "ticket"), NOW)))
        .isInstanceOf(MigrationState.Unreadable.class);
  }

  @Test
  void aDecisionThatFollowsIsTheOne() {
    var state = of(REQUESTED, UNREAD, new MigrationEvent.AbortDecided(false, "it broke", NOW));

    assertThat(state)
        .isInstanceOfSatisfying(
            MigrationState.Read.class,
            read -> {
              assertThat(read.record().state())
                  .isEqualTo(new Migration.Aborting(false, "it broke"));
              assertThat(read.record().planned()).isEqualTo(PLAN);
            });
  }

  @Test
  void aMigrationWhosePlanIsUnknownStaysUnreadable() {
    assertThat(of(UNREAD, new MigrationEvent.AbortDecided(false, "it broke", NOW)))
        .isInstanceOf(MigrationState.Unreadable.class);
  }
}
