package io.novacron.multijvm;

import io.novacron.persistence.H2Server;
import io.novacron.persistence.H2ServerMain;
import io.novacron.persistence.testkit.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The database that the nodes of one cluster share, in a process of its own. */
public sealed interface DatabaseProcess extends AutoCloseable
    permits DatabaseProcess.H2, DatabaseProcess.Postgres, EmbeddedPostgresProcess {
  /** JDBC URL without credentials. */
  String url();

  String user();

  /** File that holds the password. */
  Path passwordFile();

  /** Ends it at once; what it has acknowledged is kept. */
  void kill();

  /** Brings it back after {@link #kill}, at the same address. */
  void restart();

  @Override
  void close();

  /** An H2 server whose database lies in {@code folder}. */
  static DatabaseProcess h2(Path folder) {
    var database = new H2(folder, Ports.free(1).getFirst());
    database.restart();
    return database;
  }

  /** A throw-away PostgreSQL from Debian's packages; see {@link PostgresServer#missing()}. */
  static DatabaseProcess postgresql(Path folder) {
    return new Postgres(PostgresServer.start(), folder);
  }

  /** A throw-away PostgreSQL from Maven Central, where Debian's is not installed. */
  static DatabaseProcess embeddedPostgresql(Path folder) {
    return new EmbeddedPostgresProcess(folder);
  }

  /** An H2 server. */
  final class H2 implements DatabaseProcess {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private Child child;

    private H2(Path folder, int port) {
      this.folder = folder;
      this.port = port;
      this.child = start();
    }

    private Child start() {
      List<String> command = JavaCommand.of("database", folder, List.of("-Xmx512m"));
      command.addAll(
          new ArrayList<>(
              List.of(
                  H2ServerMain.class.getName(),
                  folder.toString(),
                  String.valueOf(port),
                  String.valueOf(ProcessHandle.current().pid()))));
      return Child.start(command, folder.resolve("database.log"));
    }

    @Override
    public String url() {
      return H2Server.settings(folder, port).url();
    }

    @Override
    public String user() {
      return H2Server.settings(folder, port).user();
    }

    @Override
    public Path passwordFile() {
      return folder.resolve("database.password");
    }

    @Override
    public void kill() {
      child.kill();
    }

    @Override
    public void restart() {
      if (!child.isAlive()) {
        child = start();
      }
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (!Ports.answers(port)) {
        if (!child.isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException("the database does not listen:\n" + child.tail());
        }
        LockSupport.parkNanos(20_000_000);
      }
    }

    @Override
    public void close() {
      child.stop(Duration.ofSeconds(5));
    }
  }

  /** A PostgreSQL. */
  final class Postgres implements DatabaseProcess {
    private final PostgresServer server;
    private final Path passwordFile;

    private Postgres(PostgresServer server, Path folder) {
      this.server = server;
      this.passwordFile = Passwords.write(server.settings().password(), folder);
    }

    @Override
    public String url() {
      return server.settings().url();
    }

    @Override
    public String user() {
      return server.settings().user();
    }

    @Override
    public Path passwordFile() {
      return passwordFile;
    }

    @Override
    public void kill() {
      server.kill();
    }

    @Override
    public void restart() {
      server.restart();
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
