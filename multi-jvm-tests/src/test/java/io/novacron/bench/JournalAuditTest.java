package io.novacron.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.persistence.DatabaseSettings;
import io.novacron.persistence.ReadSide;
import io.novacron.persistence.Retention;
import io.novacron.persistence.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VMs whose every acknowledged operation is in the journal, and some whose are not. */
final class JournalAuditTest {
  @TempDir Path folder;
  private DatabaseSettings database;
  private Connection connection;
  private final VmWorker.Acknowledged acknowledged = new VmWorker.Acknowledged();

  @BeforeEach
  void journal() throws SQLException {
    database = DatabaseSettings.inFile(folder.resolve("db"));
    Schema.migrate(database);
    connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
    for (String vm : List.of("long-lived", "short-lived")) {
      acknowledged.created().add(vm);
      acknowledged.started().add(vm);
      happens(vm, 1, "vm.defined:1");
      happens(vm, 2, "vm.start-requested:1");
      happens(vm, 3, "vm.started:1");
    }
    run(
        "INSERT INTO projection_offset (projection, last_ordering, updated_at)"
            + " VALUES ('lists', 1000, CURRENT_TIMESTAMP)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private void happens(String vm, long sequenceNr, String manifest) throws SQLException {
    run(
        String.format(
            "INSERT INTO \"event_journal\" (\"persistence_id\", \"sequence_number\", \"writer\","
                + " \"write_timestamp\", \"adapter_manifest\", \"event_payload\","
                + " \"event_ser_id\", \"event_ser_manifest\")"
                + " VALUES ('vm|%s', %d, '', 1, '', X'00', 1, '%s')",
            vm, sequenceNr, manifest));
  }

  private void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      var _ = statement.executeUpdate(sql);
    }
  }

  private void forgetTheBeginningOf(String vm) throws Exception {
    run(
        String.format(
            "INSERT INTO \"snapshot\" (\"persistence_id\", \"sequence_number\", \"created\","
                + " \"snapshot_ser_id\", \"snapshot_ser_manifest\", \"snapshot_payload\")"
                + " VALUES ('vm|%s', 2, 1, 1, '', X'00')",
            vm));
    try (var readSide = ReadSide.open(database)) {
      var step =
          new Retention(readSide)
              .forgetEvents(0, Duration.ofDays(1))
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS);
      assertThat(step.rows()).isEqualTo(2);
    }
  }

  private JournalAudit.Findings audited() throws SQLException {
    try (var audit = new JournalAudit(database)) {
      return audit.of(acknowledged);
    }
  }

  @Test
  void whatIsThereOnceIsFound() throws SQLException {
    assertThat(audited()).isEqualTo(new JournalAudit.Findings(0, 0, 0, 6));
  }

  @Test
  void whatIsNotThereIsLostAndWhatIsThereTwiceIsDuplicated() throws SQLException {
    acknowledged.created().add("never-written");
    happens("short-lived", 4, "vm.start-requested:1");

    assertThat(audited()).isEqualTo(new JournalAudit.Findings(1, 0, 1, 7));
  }

  @Test
  void whatWasTakenAwayIsNeitherLostNorProven() throws Exception {
    acknowledged.created().add("never-written");

    forgetTheBeginningOf("long-lived");

    assertThat(audited()).isEqualTo(new JournalAudit.Findings(1, 2, 0, 4));
  }

  @Test
  void aBeginningThatIsMissingWithoutACleanUpIsLost() throws SQLException {
    run("DELETE FROM \"event_journal\" WHERE \"sequence_number\" = 1");

    assertThat(audited()).isEqualTo(new JournalAudit.Findings(2, 0, 0, 4));
  }
}
