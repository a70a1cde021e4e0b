package io.novacron.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.novacron.persistence.testkit.PostgresServer;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A PostgreSQL of its own is killed and comes back. */
class PostgresOutageIT extends Outage {
  private @Nullable PostgresServer server;

  @Override
  DatabaseSettings database() {
    Assumptions.assumeTrue(
        PostgresServer.missing().isEmpty(), () -> PostgresServer.missing().orElse(""));
    server = PostgresServer.start();
    return server.settings();
  }

  private PostgresServer server() {
    return Objects.requireNonNull(server);
  }

  @Override
  void kill() {
    server().kill();
  }

  @Override
  void restart() {
    server().restart();
  }

  @Override
  Stream<ProcessHandle> processes() {
    return server().processes();
  }

  @Test
  void aServerThatWasStoppedLeavesNothingBehind() {
    database();
    var folder = server().folder();
    assertThat(folder).exists();
    server().close();
    assertThat(folder).doesNotExist();
  }

  @AfterEach
  void end() {
    if (server != null) {
      server.close();
    }
  }
}
