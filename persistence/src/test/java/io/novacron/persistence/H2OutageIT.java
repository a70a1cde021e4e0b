package io.novacron.persistence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** An H2 server process is killed and comes back. */
class H2OutageIT extends Outage {
  @TempDir Path folder;

  private @Nullable H2ServerProcess server;

  @Override
  DatabaseSettings database() throws IOException {
    server = H2ServerProcess.start(folder, 0);
    return server.settings();
  }

  @Override
  void kill() {
    Objects.requireNonNull(server).kill();
  }

  @Override
  void restart() throws IOException {
    server = H2ServerProcess.start(folder, Objects.requireNonNull(server).port());
  }

  @Override
  Stream<ProcessHandle> processes() {
    return Stream.of(Objects.requireNonNull(server).process().toHandle());
  }

  @AfterEach
  void end() {
    kill();
  }
}
