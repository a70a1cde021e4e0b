package io.novacron.node;

import io.novacron.control.BootDesk;
import io.novacron.control.ControlPlane;
import io.novacron.control.ControlPlanes;
import io.novacron.control.DatabaseWatch;
import io.novacron.control.Dispatch;
import io.novacron.control.Failpoints;
import io.novacron.control.Hosts;
import io.novacron.control.KeptLists;
import io.novacron.control.MigrationCommand;
import io.novacron.control.MigrationEntity;
import io.novacron.control.ModeDesk;
import io.novacron.control.Sweeper;
import io.novacron.control.VmEntity;
import io.novacron.persistence.EventFeed;
import io.novacron.persistence.Projection;
import io.novacron.persistence.ReadSide;
import io.novacron.view.ViewProjection;
import io.novacron.view.Views;
import io.novacron.vm.VmId;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;

/** Entities of VMs and migrations, and the cluster's singletons. They end with their system. */
final class Orchestration {
  private final NodeSettings settings;
  private final ActorSystem<?> system;
  private final ReadSide readSide;
  private final Views views;
  private final KeptLists lists;
  private final Dispatch dispatch;

  Orchestration(
      NodeSettings settings,
      ActorSystem<?> system,
      ReadSide readSide,
      Views views,
      KeptLists lists,
      Dispatch dispatch) {
    this.settings = settings;
    this.system = system;
    this.readSide = readSide;
    this.views = views;
    this.lists = lists;
    this.dispatch = dispatch;
  }

  /** Takes this node's share of the entities; what can be asked of the cluster from then on. */
  ControlPlane start(Hosts hosts, DatabaseWatch database, BootDesk boots, ModeDesk mode) {
    vms();
    migrations();
    singletons();
    var feed = EventFeed.start(system, readSide);
    return ControlPlanes.create(
        system,
        hosts,
        views,
        lists,
        feed,
        database::answers,
        Version.of(settings),
        boots,
        new ConfigView(settings.id(), settings.reload()),
        mode);
  }

  private void vms() {
    var around =
        new VmEntity.Surroundings(
            dispatch::order,
            (migration, report) ->
                dispatch.toMigration(migration, new MigrationCommand.Tell(report)),
            RetentionSettings.of(settings.configuration()).snapshots());
    ClusterSharding.get(system)
        .init(
            Entity.of(
                VmEntity.TYPE,
                context -> VmEntity.create(new VmId(context.getEntityId()), around)));
  }

  private void migrations() {
    var around =
        new MigrationEntity.Surroundings(
            settings.id(),
            dispatch::order,
            settings.testing().failpoints().map(Failpoints::in).orElse(Failpoints.NONE),
            InstantSource.system());
    ClusterSharding.get(system)
        .init(
            Entity.of(
                MigrationEntity.TYPE,
                context -> MigrationEntity.create(context.getEntityId(), around)));
  }

  private void singletons() {
    var singleton = ClusterSingleton.get(system);
    singleton.init(
        SingletonActor.of(
                Actors.supervised(
                    Projection.create(ViewProjection.NAME, readSide, new ViewProjection())),
                "projection")
            .withStopMessage(Projection.Stop.NOW));
    singleton.init(
        SingletonActor.of(Actors.supervised(Sweeper.create(views, dispatch)), "sweeper")
            .withStopMessage(Sweeper.Command.STOP));
  }
}
