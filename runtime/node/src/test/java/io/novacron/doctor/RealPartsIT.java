package io.novacron.doctor;

import static io.novacron.doctor.Level.FAULT;
import static io.novacron.doctor.Level.OK;
import static io.novacron.doctor.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.novacron.persistence.DatabaseSettings;
import io.novacron.persistence.Schema;
import io.novacron.persistence.Secret;
import io.novacron.persistence.testkit.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said about a PostgreSQL, a Redis, a QEMU and a ping that are really there. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init")
class RealPartsIT {
  private static PostgresServer postgres;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    Assumptions.assumeTrue(
        PostgresServer.missing().isEmpty(), () -> PostgresServer.missing().orElse(""));
    postgres = PostgresServer.start();
  }

  @AfterAll
  static void stop() {
    if (postgres != null) {
      postgres.close();
    }
  }

  private static void execute(DatabaseSettings settings, String... statements) throws Exception {
    try (var connection =
            DriverManager.getConnection(
                settings.jdbcUrl(), settings.user(), settings.password().reveal());
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static boolean installed(String program) {
    return List.of("/usr/bin/", "/bin/", "/usr/sbin/").stream()
        .anyMatch(place -> Files.isExecutable(Path.of(place + program)));
  }

  @Test
  void aDatabaseThatIsAsItShouldBeIsDescribed() {
    DatabaseSettings settings = postgres.newDatabase();
    assertThat(new DatabaseCheck(settings).look())
        .allMatch(finding -> finding.level() == OK)
        .extracting(Finding::measured)
        .anyMatch(measured -> measured.startsWith("PostgreSQL "))
        .anyMatch(measured -> measured.contains("the first node makes them"))
        .anyMatch(measured -> measured.endsWith("ms round trip"))
        .anyMatch(measured -> measured.endsWith("the database"));
    Schema.migrate(settings);
    assertThat(new DatabaseCheck(settings).look())
        .allMatch(finding -> finding.level() == OK)
        .anyMatch(finding -> finding.measured().startsWith("tables of version "));
  }

  @Test
  void aWrongPasswordIsAFaultAndNoneIsToo() throws Exception {
    DatabaseSettings right = postgres.newDatabase();
    Path file = Files.writeString(folder.resolve("password"), "wrong");
    for (Secret secret : List.of(new Secret.None(), new Secret.InFile(file))) {
      var wrong = DatabaseSettings.at(right.url(), right.user(), secret);
      var found = Found.only(new DatabaseCheck(wrong).look());
      assertThat(found.level()).isEqualTo(FAULT);
      assertThat(found.remedy()).contains("database.password");
    }
  }

  @Test
  void aDatabaseThatDoesNotExistIsAFault() {
    DatabaseSettings there = postgres.newDatabase();
    String url = there.url().replaceFirst("/[^/]+$", "/nowhere");
    var nowhere = DatabaseSettings.at(url, there.user(), there.password());
    var found = Found.only(new DatabaseCheck(nowhere).look());
    assertThat(found.level()).isEqualTo(FAULT);
    assertThat(found.remedy()).contains("Create the database");
  }

  @Test
  void aUserWithoutRightsIsAFaultThatGrantingThemRemoves() throws Exception {
    DatabaseSettings owner = postgres.newDatabase();
    Schema.migrate(owner);
    execute(owner, "CREATE ROLE guest LOGIN PASSWORD 'secret'");
    Path password = Files.writeString(folder.resolve("password"), "secret\n");
    var guest = DatabaseSettings.at(owner.url(), "guest", new Secret.InFile(password));
    execute(owner, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest");
    var found = Found.worstOf(new DatabaseCheck(guest).look());
    assertThat(found.level()).isEqualTo(FAULT);
    assertThat(found.measured()).startsWith("guest may not: use table ");
    String[] remedy = found.remedy().replaceAll("^[^:]*: |; and for.*", "").split("; ", -1);
    execute(owner, remedy);
    assertThat(Found.worst(new DatabaseCheck(guest).look())).isEqualTo(OK);
    execute(owner, "DROP OWNED BY guest", "DROP ROLE guest");
  }

  @Test
  void aReadOnlyDatabaseIsAFaultAndLooseDurabilityAWarning() throws Exception {
    DatabaseSettings settings = postgres.newDatabase();
    String name = settings.url().replaceFirst(".*/", "");
    execute(settings, "ALTER DATABASE " + name + " SET synchronous_commit = off");
    var loose = Found.worstOf(new DatabaseCheck(settings).look());
    assertThat(loose.level()).isEqualTo(WARNING);
    assertThat(loose.remedy()).contains("ALTER SYSTEM SET synchronous_commit");
    execute(settings, "ALTER DATABASE " + name + " SET default_transaction_read_only = on");
    var readOnly = Found.worstOf(new DatabaseCheck(settings).look());
    assertThat(readOnly.level()).isEqualTo(FAULT);
    assertThat(readOnly.remedy()).contains("primary");
  }

  @Test
  void aSchemaOfTheFutureIsAFault() throws Exception {
    DatabaseSettings settings = postgres.newDatabase();
    Schema.migrate(settings);
    execute(
        settings,
        "INSERT INTO novacron_schema SELECT installed_rank + 1, '999', description, type, script,"
            + " checksum, installed_by, installed_on, execution_time, success FROM novacron_schema"
            + " ORDER BY installed_rank DESC LIMIT 1");
    var found = Found.worstOf(new DatabaseCheck(settings).look());
    assertThat(found.level()).isEqualTo(FAULT);
    assertThat(found.measured()).contains("version 999");
  }

  @Test
  void redisIsAskedWithItsPassword() throws Exception {
    Assumptions.assumeTrue(
        installed("redis-server"), "Redis is missing: apt-get install redis-server");
    int port = freePort();
    Process redis =
        new ProcessBuilder(
                "redis-server",
                "--port",
                "" + port,
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--requirepass",
                "sesame",
                "--dir",
                folder.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String at = "127.0.0.1:" + port;
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> !redis(at, null).measured().contains("refused"));
      assertThat(redis(at, null).measured()).contains("NOAUTH");
      assertThat(redis(at, "wrong").remedy()).contains("requirepass");
      assertThat(redis(at, "sesame\n").level()).isEqualTo(OK);
    } finally {
      redis.destroy();
      assertThat(redis.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Finding redis(String at, @org.jspecify.annotations.Nullable String password)
      throws IOException {
    Optional<Path> file =
        password == null
            ? Optional.empty()
            : Optional.of(Files.writeString(folder.resolve("redis-password"), password));
    return Found.only(new RedisCheck(new Subject.Cache(at, file)).look());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void theWayToAnAddressIsMeasuredByPing() throws Exception {
    Assumptions.assumeTrue(installed("ping"), "ping is missing: apt-get install iputils-ping");
    var loopback = InetAddress.ofLiteral("127.0.0.1");
    assertThat(PathMtu.to(loopback, 65_536)).hasValue(9_000);
    assertThat(PathMtu.to(loopback, 1_500)).hasValue(1_500);
  }
}
