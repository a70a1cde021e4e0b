package io.novacron.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
  @TempDir Path folder;

  @Test
  void anEmptyDatabaseGetsAllTablesAndASecondStartChangesNothing() throws SQLException {
    var settings = DatabaseSettings.inFile(folder.resolve("db"));
    assertThat(Schema.migrate(settings)).isEqualTo(Integer.parseInt(Schema.NEWEST));
    assertThat(Schema.migrate(settings)).isZero();
    try (var connection = DriverManager.getConnection(settings.jdbcUrl(), settings.credentials());
        var tables = connection.getMetaData().getTables(null, "PUBLIC", null, null)) {
      var names = new java.util.ArrayList<String>();
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
      assertThat(names).contains("event_journal", "event_tag", "snapshot", "vm_view", "host");
    }
  }

  @Test
  void theNewestScriptIsTheOneThatIsCalledNewest() throws SQLException {
    var settings = DatabaseSettings.inFile(folder.resolve("db"));
    Schema.migrate(settings);
    try (var connection = DriverManager.getConnection(settings.jdbcUrl(), settings.credentials())) {
      assertThat(Schema.newestApplied(connection)).isEqualTo(Schema.NEWEST);
    }
  }

  @Test
  void whoIsInterruptedLeavesAWholeDatabase() throws Exception {
    var settings = DatabaseSettings.inFile(folder.resolve("db"));
    var begun = new CountDownLatch(1);
    Thread node =
        Thread.ofVirtual()
            .start(() -> {
              begun.countDown();
              Schema.migrate(settings);
            });
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    while (node.isAlive()) {
      node.interrupt();
      node.join(Duration.ofMillis(5));
    }
    assertThat(Schema.migrate(settings)).as("it was finished").isZero();
  }

  @Test
  void whoIsInterruptedWhileItWaitsGivesUp() throws Exception {
    var settings =
        DatabaseSettings.at("jdbc:h2:tcp://127.0.0.1:1/db", "novacron", new Secret.None());
    var outcome = new AtomicReference<Throwable>();
    Thread node =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Schema.migrate(settings);
              } catch (DatabaseUnavailableException e) {
                outcome.set(e);
              }
            });
    assertThat(node.join(Duration.ofMillis(600))).as("it waits").isFalse();
    node.interrupt();
    assertThat(node.join(Duration.ofSeconds(10))).isTrue();
    assertThat(outcome.get()).isInstanceOf(DatabaseUnavailableException.class);
  }

  @Test
  void severalNodesMayBringTheSchemaAtTheSameTime() throws Exception {
    var server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder + "");
    server.start();
    var settings =
        DatabaseSettings.at(
            "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/db", "novacron", new Secret.None());
    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> migrate = () -> Schema.migrate(settings);
      int scripts = 0;
      for (var node : nodes.invokeAll(List.of(migrate, migrate, migrate))) {
        scripts += node.get();
      }
      assertThat(scripts).isEqualTo(Integer.parseInt(Schema.NEWEST));
    } finally {
      server.stop();
    }
  }

  @Test
  void aDatabaseThatIsDownIsRefusedWithDescriptionReasonAndAction() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "hunter2");
    for (String url : List.of("jdbc:postgresql://127.0.0.1:%d/x", "jdbc:h2:tcp://127.0.0.1:%d/x")) {
      var settings = down(url, Secret.of("file:" + password));
      assertThatThrownBy(() -> Schema.migrate(settings))
          .isInstanceOfSatisfying(
              DatabaseUnavailableException.class,
              e -> {
                assertThat(e.description()).contains(settings.url());
                assertThat(e.reason()).isNotBlank();
                assertThat(e.action()).startsWith("Start the database");
              })
          .hasStackTraceContaining(settings.url())
          .satisfies(e -> assertThat(e).hasMessageNotContaining("hunter2"));
    }
  }

  private static DatabaseSettings down(String url, Secret password) throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int freed = socket.getLocalPort();
      return DatabaseSettings.at(String.format(url, freed), "novacron", password)
          .withStartTimeout(Duration.ofMillis(600));
    }
  }

  @Test
  void wrongCredentialsAreRefusedAtOnce() throws IOException {
    var settings = DatabaseSettings.inFile(folder.resolve("db"));
    Schema.migrate(settings);
    Path password = Files.writeString(folder.resolve("password"), "wrong");
    var stranger =
        DatabaseSettings.at(settings.url(), "novacron", Secret.of("file:" + password))
            .withStartTimeout(Duration.ofDays(1));
    assertThatThrownBy(() -> Schema.migrate(stranger))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("Check database.user");
  }
}
