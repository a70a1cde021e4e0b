package io.novacron.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.h2.tools.Server;

/**
 * An H2 database that the nodes of one machine share, served on 127.0.0.1. Its password is made on
 * first use and lies beside it in a file which only its owner can read: whoever can log in to an H2
 * database can run code in its process.
 */
public final class H2Server implements AutoCloseable {
  private static final String NAME = "novacron";

  private final Path folder;
  private final Server server;
  // Keeps the database open while no node is connected.
  private final Connection connection;

  private H2Server(Path folder, Server server, Connection connection) {
    this.folder = folder;
    this.server = server;
    this.connection = connection;
  }

  /**
   * Opens the database in {@code folder}, making it with its tables if need be, and serves it.
   *
   * @param port 0 for any that is free
   * @throws DatabaseUnavailableException when another process has the file open
   * @throws SQLException when the port is taken
   */
  public static H2Server start(Path folder, int port) throws SQLException {
    // Read when H2 opens its first socket; by default it listens on all addresses.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    makePassword(folder);
    DatabaseSettings file =
        DatabaseSettings.at("jdbc:h2:file:" + path(folder).resolve(NAME), NAME, password(folder))
            .withStartTimeout(Duration.ofSeconds(3));
    Schema.migrate(file);
    Connection connection = DriverManager.getConnection(file.jdbcUrl(), file.credentials());
    try {
      return new H2Server(folder, serve(folder, port), connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** How a node reaches the database in {@code folder} that is served on {@code port}. */
  public static DatabaseSettings settings(Path folder, int port) {
    return DatabaseSettings.at(
        "jdbc:h2:tcp://127.0.0.1:" + port + "/" + NAME, NAME, password(folder));
  }

  /** How a node reaches it. */
  public DatabaseSettings settings() {
    return settings(folder, port());
  }

  /** Where it listens. */
  public int port() {
    return server.getPort();
  }

  private static Server serve(Path folder, int port) throws SQLException {
    return Server.createTcpServer(
            "-tcpPort",
            Integer.toString(port),
            "-tcpPassword",
            UUID.randomUUID().toString(),
            "-baseDir",
            path(folder).toString())
        .start();
  }

  private static Path path(Path folder) {
    return folder.toAbsolutePath().normalize();
  }

  private static Secret password(Path folder) {
    return new Secret.InFile(path(folder).resolve("database.password"));
  }

  private static void makePassword(Path folder) {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Files.createDirectories(folder);
      Path file = Files.createFile(path(folder).resolve("database.password"), ownerOnly);
      Files.writeString(file, new BigInteger(130, new SecureRandom()).toString(36));
    } catch (FileAlreadyExistsException _) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends all connections and closes the database. */
  @Override
  public void close() {
    server.stop();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
