package io.novacron.client;

import io.novacron.client.resource.ConfigResource;
import io.novacron.client.resource.ReloadRequest;
import io.novacron.client.resource.ReloadResource;

/** The configuration of the node that answers. */
public final class Configuration {
  private final Transport transport;

  Configuration(Transport transport) {
    this.transport = transport;
  }

  /** What counts there, and where it comes from. */
  public ConfigResource get() {
    return transport.send(Call.get("/v1/config"), ConfigResource.class);
  }

  /** What would change if the node read its file again. */
  public ReloadResource plan() {
    return post(true);
  }

  /**
   * Has the node read its file again: all of it counts then, or nothing.
   *
   * @throws ProblemException {@code invalid-spec} when the file is wrong, {@code wrong-state} when
   *     a change needs a restart
   */
  public ReloadResource reload() {
    return post(false);
  }

  private ReloadResource post(boolean validateOnly) {
    return transport.send(
        Call.post("/v1/config:reload", new ReloadRequest(validateOnly)), ReloadResource.class);
  }
}
