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
   * @param boots how this node boots and has booted
   */
  public static ControlPlane create(
      ActorSystem<?> system,
      Hosts hosts,
      Views views,
      KeptLists lists,
      EventFeed feed,
      BooleanSupplier databaseAnswers,
      VersionResource version,
      BootDesk boots,
      ConfigDesk configuration,
      ModeDesk mode) {
    var sharding = ClusterSharding.get(system);
    var asker = new Asker(sharding, databaseAnswers);
    var dispatch = new Dispatch(hosts, sharding);
    var resources = new Resources(hosts);
    var migrations = new Migrations(asker, dispatch::order);
    var tasks = new TaskDesk(asker, views, lists, resources, migrations);
    return new ClusterControlPlane(
        new VmDesk(asker, system, hosts, resources, tasks),
        tasks,
        new ClusterDesk(Cluster.get(system), hosts, resources),
        new EventDesk(feed),
        version,
        boots,
        configuration,
        mode);
  }
}
