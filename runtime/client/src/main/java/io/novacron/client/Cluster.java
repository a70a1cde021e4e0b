package io.novacron.client;

import io.novacron.client.resource.ClusterResource;
import io.novacron.client.resource.JoinRequest;
import io.novacron.client.resource.ModeResource;
import io.novacron.client.resource.NodeRequest;

/** Membership, as the answering node sees it. */
public final class Cluster {
  private final Transport transport;

  Cluster(Transport transport) {
    this.transport = transport;
  }

  public ClusterResource get() {
    return transport.send(Call.get("/v1/cluster"), ClusterResource.class);
  }

  /** How far the peers of the answering node are. */
  public ModeResource mode() {
    return transport.send(Call.get("/v1/mode"), ModeResource.class);
  }

  /**
   * The answering node joins a cluster.
   *
   * @param address of a member, such as {@code pekko://novacron@10.0.0.1:25520}
   */
  public ClusterResource join(String address) {
    return post("join", new JoinRequest(address));
  }

  /** The node goes in good order; its entities move to the others. */
  public ClusterResource leave(String node) {
    return post("leave", new NodeRequest(node));
  }

  /** The node is declared dead; only for one that will not come back by itself. */
  public ClusterResource down(String node) {
    return post("down", new NodeRequest(node));
  }

  private ClusterResource post(String verb, Object body) {
    return transport.send(Call.post("/v1/cluster:" + verb, body), ClusterResource.class);
  }
}
