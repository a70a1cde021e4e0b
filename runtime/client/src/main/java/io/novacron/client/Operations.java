package io.novacron.client;

import io.novacron.client.resource.OperationResource;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Verbs in progress, and how they ended. */
public final class Operations {
  private final Transport transport;

  Operations(Transport transport) {
    this.transport = transport;
  }

  /**
   * Those known.
   *
   * @param state null for all
   */
  public Pages<OperationResource> list(@Nullable String state) {
    return transport.list(
        "/v1/operations", () -> new Query().with("state", state), OperationResource.class);
  }

  public OperationResource get(String id) {
    return transport.send(Call.get(path(id)), OperationResource.class);
  }

  public OperationResource cancel(String id) {
    return transport.send(Call.post(path(id) + ":cancel", Map.of()), OperationResource.class);
  }

  /**
   * Waits until an operation has ended, well or not.
   *
   * @throws AwaitTimeoutException when it has not by then; it goes on
   */
  public OperationResource await(String id, Duration timeout) {
    return await(id, timeout, operation -> {});
  }

  /**
   * The same, and tells how it goes. A cluster that does not answer for a while is waited for.
   *
   * @param seen gets each state of the operation that was seen, the last one included
   */
  public OperationResource await(
      String id, Duration timeout, Consumer<? super OperationResource> seen) {
    var brief = new Operations(transport.within(timeout));
    return new Await<>("operation " + id, timeout, OperationResource::hasEnded)
        .until(() -> brief.get(id), seen);
  }

  private static String path(String id) {
    return "/v1/operations/" + Call.segment(id);
  }
}
