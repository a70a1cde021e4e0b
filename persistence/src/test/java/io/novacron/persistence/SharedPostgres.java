package io.novacron.persistence;

import io.novacron.persistence.testkit.PostgresServer;
import org.junit.jupiter.api.Assumptions;

/** One server for all tests of this process, with which it ends. */
final class SharedPostgres {
  private static final class Holder {
    private static final PostgresServer SERVER = PostgresServer.start();
  }

  private SharedPostgres() {}

  /** An empty database; skips the test where PostgreSQL is not installed. */
  static DatabaseSettings newDatabase() {
    Assumptions.assumeTrue(
        PostgresServer.missing().isEmpty(), () -> PostgresServer.missing().orElse(""));
    return Holder.SERVER.newDatabase();
  }
}
