package io.novacron.control;

import io.novacron.client.resource.VersionResource;
import io.novacron.persistence.EventFeed;
import io.novacron.view.Views;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;

/** Puts a node's control plane together. */
public final class ControlPlanes {
  private ControlPlanes() {}

  /**
   * The control plane of a node.
   *
   * @param databaseAnswers as of a moment ago; must not block
   */
  public static ControlPlane create(
      ActorSystem<?> system,
      Hosts hosts,
      Views views,
      EventFeed feed,
      BooleanSupplier databaseAnswers,
      VersionResource version) {
    var asker = new Asker(ClusterSharding.get(system), databaseAnswers);
    var resources = new Resources(hosts);
    return new ClusterControlPlane(
        new VmDesk(asker, system, hosts, resources),
        new TaskDesk(asker, views, resources),
        new ClusterDesk(Cluster.get(system), hosts, resources),
        new EventDesk(feed),
        version);
  }
}
