package io.novacron.client;

import io.novacron.client.resource.MigrationResource;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Live migrations. */
public final class Migrations {
  private final Transport transport;

  Migrations(Transport transport) {
    this.transport = transport;
  }

  /**
   * Those known, newest last.
   *
   * @param state null for all
   * @param vm null for all
   */
  public Pages<MigrationResource> list(@Nullable String state, @Nullable String vm) {
    return transport.list(
        "/v1/migrations",
        () -> new Query().with("state", state).with("vm", vm),
        MigrationResource.class);
  }

  public MigrationResource get(String id) {
    return transport.send(Call.get(path(id)), MigrationResource.class);
  }

  public MigrationResource cancel(String id) {
    return transport.send(Call.post(path(id) + ":cancel", Map.of()), MigrationResource.class);
  }

  /**
   * Waits until a migration is completed or rolled back. A cluster that does not answer for a while
   * is waited for.
   *
   * @param seen gets each state of the migration that was seen, the last one included
   * @throws AwaitTimeoutException when it has not ended by then; it goes on
   */
  public MigrationResource await(
      String id, Duration timeout, Consumer<? super MigrationResource> seen) {
    var brief = new Migrations(transport.within(timeout));
    return new Await<>("migration " + id, timeout, MigrationResource::hasEnded)
        .until(() -> brief.get(id), seen);
  }

  private static String path(String id) {
    return "/v1/migrations/" + Call.segment(id);
  }
}
