package io.novacron.persistence.testkit;

import io.novacron.persistence.DatabaseSettings;
import io.novacron.persistence.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A throw-away PostgreSQL from Debian's packages, with durability as in production, on a loopback
 * port and in a temporary folder. It ends with the process that started it, however that ends, and
 * leaves nothing behind.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Path PACKAGES = Path.of("/usr/lib/postgresql");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SUPERUSER = "novacron";

  /**
   * Runs the server until its standard input ends, as it does when we die; then stops it and,
   * unless told {@code keep}, removes the folder.
   */
  private static final String KEEPER =
      """
      folder=$1; shift
      "$@" & server=$!
      read -r word
      kill -INT $server 2>/dev/null
      wait $server 2>/dev/null
      [ "$word" = keep ] || rm -rf "$folder"
      """;

  private final Path folder;
  private final int port;
  private final AtomicInteger databases = new AtomicInteger();
  private @Nullable Process keeper;

  private PostgresServer(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Why there is none to be had, with the remedy; empty when there is. */
  public static Optional<String> missing() {
    return binaries().isPresent()
        ? Optional.empty()
        : Optional.of("PostgreSQL is not installed: apt-get install postgresql");
  }

  /**
   * Makes one and waits until it answers.
   *
   * @throws IllegalStateException when it is {@link #missing}, or does not come up in time
   */
  public static PostgresServer start() {
    missing()
        .ifPresent(why -> {
          throw new IllegalStateException(why);
        });
    try {
      var server = new PostgresServer(makeFolder(), freePort());
      server.initialize();
      server.restart();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The database that it begins with, as its superuser. */
  public DatabaseSettings settings() {
    return settings("postgres");
  }

  /** Where all that it writes lies, until {@link #close}. */
  public Path folder() {
    return folder;
  }

  /** A new and empty database. */
  public DatabaseSettings newDatabase() {
    String name = "novacron_" + databases.incrementAndGet();
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return settings(name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The server and its helpers; none while it does not run. */
  public Stream<ProcessHandle> processes() {
    return postmaster().stream()
        .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()));
  }

  /** Kills it like a power failure of its process: no time to say good-bye. */
  public void kill() {
    processes().toList().forEach(ProcessHandle::destroyForcibly);
    // The keeper is its parent and waits for its end.
    release("keep\n");
  }

  /** Starts it again, at the same place, after {@link #kill}. */
  public void restart() {
    var command = new ArrayList<String>(List.of("setsid", "sh", "-c", KEEPER, "sh", folder + ""));
    command.addAll(
        asServer(
            binary("postgres"),
            "-D",
            folder.resolve("data").toString(),
            "-c",
            "port=" + port,
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=" + folder,
            "-c",
            "max_connections=200",
            "-c",
            "cluster_name=novacron"));
    try {
      keeper = start(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitAnswer();
  }

  /** Stops it and removes all that it wrote. */
  @Override
  public void close() {
    release("");
  }

  private DatabaseSettings settings(String database) {
    return DatabaseSettings.at(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
        SUPERUSER,
        new Secret.InFile(folder.resolve("password")));
  }

  private void initialize() throws IOException {
    Path password = folder.resolve("password");
    Files.writeString(password, new BigInteger(130, new SecureRandom()).toString(36));
    if (isRoot()) {
      own(password);
    }
    run(
        asServer(
            binary("initdb"),
            "-D",
            folder.resolve("data").toString(),
            "-U",
            SUPERUSER,
            "--auth=scram-sha-256",
            "--pwfile=" + password,
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"));
  }

  private void run(List<String> command) throws IOException {
    Process process = start(command);
    awaitEnd(process.toHandle());
    if (process.exitValue() != 0) {
      throw new IllegalStateException(command + " failed: " + log());
    }
  }

  private Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private void awaitAnswer() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        connect().close();
        return;
      } catch (SQLException e) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("PostgreSQL does not answer: " + log(), e);
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  private Connection connect() throws SQLException {
    DatabaseSettings settings = settings();
    return DriverManager.getConnection(
        settings.jdbcUrl(), settings.user(), settings.password().reveal());
  }

  private Optional<ProcessHandle> postmaster() {
    try (var lines = Files.lines(folder.resolve("data/postmaster.pid"))) {
      return lines.findFirst().map(Long::parseLong).flatMap(ProcessHandle::of);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private void release(String word) {
    Process process = keeper;
    if (process == null) {
      return;
    }
    try (var in = process.getOutputStream()) {
      in.write(word.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitEnd(process.toHandle());
    keeper = null;
  }

  private static void awaitEnd(ProcessHandle process) {
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Path makeFolder() throws IOException {
    Path folder = Files.createTempDirectory("novacron-postgresql");
    if (isRoot()) {
      own(folder);
    }
    return folder;
  }

  /** PostgreSQL refuses to run as root; its package brings a user for it. */
  private static List<String> asServer(String... command) {
    var all = new ArrayList<String>();
    if (isRoot()) {
      all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
    }
    all.addAll(List.of(command));
    return all;
  }

  private static void own(Path path) throws IOException {
    Files.setOwner(
        path,
        path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static String binary(String name) {
    return binaries().orElseThrow().resolve(name).toString();
  }

  /** Of the newest version that is installed. */
  private static Optional<Path> binaries() {
    if (!Files.isDirectory(PACKAGES)) {
      return Optional.empty();
    }
    try (var versions = Files.list(PACKAGES)) {
      return versions
          .max(Comparator.comparingDouble(PostgresServer::number))
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double number(Path version) {
    String name = version.toString().substring(version.toString().lastIndexOf('/') + 1);
    return name.matches("[0-9]+([.][0-9]+)?") ? Double.parseDouble(name) : 0;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
