package io.novacron.client;

import io.novacron.client.resource.NodeResource;

/** Hosts. */
public final class Nodes {
  private final Transport transport;

  Nodes(Transport transport) {
    this.transport = transport;
  }

  public Pages<NodeResource> list() {
    return transport.list("/v1/nodes", Query::new, NodeResource.class);
  }

  public NodeResource get(String id) {
    return transport.send(Call.get("/v1/nodes/" + Call.segment(id)), NodeResource.class);
  }
}
