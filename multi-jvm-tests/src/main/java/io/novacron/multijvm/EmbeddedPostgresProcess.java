package io.novacron.multijvm;

import io.novacron.persistence.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A PostgreSQL whose programs come from Maven Central. It cannot be brought back. */
final class EmbeddedPostgresProcess implements DatabaseProcess {
  private static final String USER = "postgres";

  private final EmbeddedPostgres server;
  private final Path passwordFile;

  EmbeddedPostgresProcess(Path folder) {
    try {
      server =
          EmbeddedPostgres.builder()
              .setServerConfig("max_connections", "200")
              .setServerConfig("fsync", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("synchronous_commit", "on")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    passwordFile = Passwords.write(new Secret.None(), folder);
  }

  @Override
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
  }

  @Override
  public String user() {
    return USER;
  }

  @Override
  public Path passwordFile() {
    return passwordFile;
  }

  @Override
  public void kill() {
    close();
  }

  @Override
  public void restart() {
    throw new UnsupportedOperationException("an embedded PostgreSQL cannot be brought back");
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
