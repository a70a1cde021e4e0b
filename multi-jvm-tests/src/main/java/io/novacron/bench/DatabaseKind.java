package io.novacron.bench;

import io.novacron.multijvm.DatabaseProcess;
import io.novacron.persistence.testkit.PostgresServer;
import java.nio.file.Path;
import java.util.Optional;

/** Databases that can be measured. */
enum DatabaseKind {
  /** In a process of its own. */
  H2,
  /** Debian's where it is installed, else the one from Maven Central. */
  POSTGRESQL;

  /** As it is called in results. */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  DatabaseProcess start(Path folder) {
    return switch (this) {
      case H2 -> DatabaseProcess.h2(folder);
      case POSTGRESQL -> postgresql(folder);
    };
  }

  private static DatabaseProcess postgresql(Path folder) {
    Optional<String> missing = PostgresServer.missing();
    return missing.isEmpty()
        ? DatabaseProcess.postgresql(folder)
        : DatabaseProcess.embeddedPostgresql(folder);
  }

  /** What would let it run where it does not. */
  String remedy() {
    return this == POSTGRESQL ? "apt-get install postgresql" : "see the output above";
  }
}
