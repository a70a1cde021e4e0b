package io.novacron.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.control.Specs;
import io.novacron.migration.MigrationEvent;
import io.novacron.migration.StreamOffer;
import io.novacron.persistence.DatabaseSettings;
import io.novacron.persistence.FeedEvent;
import io.novacron.persistence.ReadTables;
import io.novacron.persistence.Schema;
import io.novacron.persistence.Secret;
import io.novacron.vm.VmEvent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewProjectionTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  private final DatabaseSettings database =
      DatabaseSettings.at("jdbc:h2:mem:views;DB_CLOSE_DELAY=-1", "novacron", new Secret.None());
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    Schema.migrate(database);
    connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
  }

  @AfterEach
  void close() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    }
  }

  private static FeedEvent event(long id, String entity, Object event) {
    return new FeedEvent(id, entity, 1, event, NOW);
  }

  @Test
  void anEventThatCannotBeFoldedDoesNotKeepTheOthersFromTheLists() throws Exception {
    // Its request is missing, as it is to a version that cannot read it.
    var prepared = new MigrationEvent.Prepared(new StreamOffer("127.0.0.1", 7400, "ticket"), NOW);
    var defined =
        new VmEvent.Defined(
            Specs.WEB, Specs.simulated(16), Map.of("app", "web"), Optional.empty(), NOW);

    new ViewProjection()
        .apply(
            connection,
            List.of(event(1, "migration|web.4", prepared), event(2, "vm|web", defined)));

    assertThat(ReadTables.vm(connection, "web"))
        .hasValueSatisfying(row -> assertThat(row.labels()).containsEntry("app", "web"));
    assertThat(ReadTables.migration(connection, "web.4")).isEmpty();
  }
}
