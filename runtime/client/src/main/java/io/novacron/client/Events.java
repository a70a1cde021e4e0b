package io.novacron.client;

import io.novacron.client.resource.EventResource;
import io.novacron.client.resource.Page;
import org.jspecify.annotations.Nullable;

/** What happened, and what happens. */
public final class Events {
  private final Transport transport;

  Events(Transport transport) {
    this.transport = transport;
  }

  /**
   * What has happened, oldest first.
   *
   * @param since only events with a greater id; 0 for all that are kept
   * @param vm null for all
   * @param limit at most so many, 1 to 500
   */
  public Page<EventResource> page(long since, @Nullable String vm, int limit) {
    var query = new Query().with("poll", true).with("since", since).with("limit", limit);
    return transport.page(Call.get("/v1/events" + query.with("vm", vm)), EventResource.class);
  }

  /**
   * What happens, as it happens. The connection is made at the first {@link EventStream#next}.
   *
   * @param since also what happened after that id; null for only what happens from now on
   * @param vm null for all
   */
  public EventStream follow(@Nullable Long since, @Nullable String vm) {
    return new EventStream(transport, since, vm);
  }
}
