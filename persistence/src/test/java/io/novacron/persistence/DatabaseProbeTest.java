package io.novacron.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On H2; what only PostgreSQL knows is tested where the doctor reports it. */
class DatabaseProbeTest {
  @TempDir Path folder;

  @Test
  void aDatabaseWithTablesIsUpToDateAndNeitherItsClockNorItsRightsAreOff() {
    var settings = DatabaseSettings.inFile(folder.resolve("db"));
    Schema.migrate(settings);
    var found = DatabaseProbe.look(settings);
    assertThat(found.product()).isEqualTo("H2");
    assertThat(found.major()).isEqualTo(2);
    assertThat(found.upToDate()).isTrue();
    assertThat(found.schemaVersion()).isEqualTo(Schema.NEWEST);
    assertThat(found.missingRights()).isEmpty();
    assertThat(found.roundTripNanos()).isPositive();
    assertThat(Math.abs(found.clockOffsetMillis())).isLessThan(1_000);
  }

  @Test
  void aDatabaseWithoutTablesStaysSo() throws Exception {
    var server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder + "");
    server.start();
    try {
      String url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/db";
      var settings = DatabaseSettings.at(url, "novacron", new Secret.None());
      for (int i = 0; i < 2; i++) {
        assertThat(DatabaseProbe.look(settings).schemaVersion()).isEmpty();
      }
      assertThat(Schema.migrate(settings)).isPositive();
    } finally {
      server.stop();
    }
  }

  @Test
  void aFileThatIsNotThereIsNotMade() {
    var settings = DatabaseSettings.inFile(folder.resolve("db"));
    assertThatThrownBy(() -> DatabaseProbe.look(settings))
        .isInstanceOf(DatabaseUnavailableException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aWrongUserIsRefusedWithWhatToCheck() throws Exception {
    var settings = DatabaseSettings.inFile(folder.resolve("db"));
    Schema.migrate(settings);
    assertThat(Files.exists(folder.resolve("db.mv.db"))).isTrue();
    var other = DatabaseSettings.at(settings.url(), "nobody", new Secret.None());
    assertThatThrownBy(() -> DatabaseProbe.look(other))
        .isInstanceOfSatisfying(
            DatabaseUnavailableException.class,
            e -> assertThat(e.action()).contains("database.user"));
  }

  @Test
  void tablesOfALaterVersionAreKnownAsSuch() throws Exception {
    assertThat(DatabaseProbe.isNewer(Schema.NEWEST)).isFalse();
    assertThat(DatabaseProbe.isNewer("999")).isTrue();
    var settings = DatabaseSettings.inFile(folder.resolve("db"));
    Schema.migrate(settings);
    try (var connection = DriverManager.getConnection(settings.jdbcUrl(), settings.credentials());
        var statement = connection.createStatement()) {
      statement.execute("UPDATE \"novacron_schema\" SET \"version\" = '999'");
    }
    assertThat(DatabaseProbe.look(settings).upToDate()).isFalse();
  }
}
