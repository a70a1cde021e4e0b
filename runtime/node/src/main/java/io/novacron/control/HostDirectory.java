package io.novacron.control;

import io.novacron.control.Hosts.Host;
import io.novacron.control.Hosts.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent.ClusterDomainEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.ddata.Key;
import org.apache.pekko.cluster.ddata.LWWMap;
import org.apache.pekko.cluster.ddata.LWWMapKey;
import org.apache.pekko.cluster.ddata.SelfUniqueAddress;
import org.apache.pekko.cluster.ddata.typed.javadsl.DistributedData;
import org.apache.pekko.cluster.ddata.typed.javadsl.Replicator;
import org.apache.pekko.cluster.ddata.typed.javadsl.ReplicatorMessageAdapter;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * Keeps {@link Hosts} of this node: what hosts report is gossiped as a last-writer-wins map, and
 * whether they answer is what the cluster's failure detector says. A host that left stays listed
 * with since-when, because its VMs are still believed to be there.
 */
public final class HostDirectory extends AbstractBehavior<HostDirectory.Command> {
  private static final Key<LWWMap<String, HostReport>> KEY = LWWMapKey.create("hosts");

  /** The state of the cluster may lag behind its events: so long after one it does not any more. */
  private static final Duration SETTLED = Duration.ofSeconds(1);

  private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);

  /** What the directory hears. */
  public sealed interface Command {}

  /** This host has changed. */
  public record Publish(HostReport report) implements Command {}

  private record Gossip(Replicator.SubscribeResponse<LWWMap<String, HostReport>> response)
      implements Command {}

  private record Written(Replicator.UpdateResponse<LWWMap<String, HostReport>> response)
      implements Command {}

  private record Membership(ClusterDomainEvent event) implements Command {}

  private record Look() implements Command {}

  private final TimerScheduler<Command> timers;
  private final Hosts hosts;
  private final Cluster cluster;
  private final SelfUniqueAddress self;
  private final ReplicatorMessageAdapter<Command, LWWMap<String, HostReport>> replicator;
  private Map<String, HostReport> reports = Map.of();

  private HostDirectory(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Hosts hosts,
      ReplicatorMessageAdapter<Command, LWWMap<String, HostReport>> replicator) {
    super(context);
    this.timers = timers;
    this.hosts = hosts;
    this.cluster = Cluster.get(context.getSystem());
    this.self = DistributedData.get(context.getSystem()).selfUniqueAddress();
    this.replicator = replicator;
    replicator.subscribe(KEY, Gossip::new);
    cluster
        .subscriptions()
        .tell(
            Subscribe.create(
                context.messageAdapter(ClusterDomainEvent.class, Membership::new),
                ClusterDomainEvent.class));
  }

  /** Keeps {@code hosts}. */
  public static Behavior<Command> create(Hosts hosts) {
    return Behaviors.withTimers(timers ->
        Behaviors.setup(context ->
            DistributedData.withReplicatorMessageAdapter(
                (ReplicatorMessageAdapter<Command, LWWMap<String, HostReport>> replicator) ->
                    new HostDirectory(context, timers, hosts, replicator))));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::on).build();
  }

  private Behavior<Command> on(Command command) {
    switch (command) {
      case Publish(var report) -> publish(report);
      case Gossip(var response) -> gossip(response);
      case Written _ -> tellAtOnce();
      case Membership _ -> renewAndLook(SETTLED);
      case Look _ -> renewAndLook(NOW_AND_THEN);
    }
    return this;
  }

  private void publish(HostReport report) {
    replicator.askUpdate(
        replyTo ->
            new Replicator.Update<>(
                KEY,
                LWWMap.empty(),
                Replicator.writeLocal(),
                replyTo,
                map -> map.put(self, report.id(), report)),
        Written::new);
  }

  /** A node that boots waits to see itself; the next regular look may be half a second away. */
  private void tellAtOnce() {
    DistributedData.get(getContext().getSystem()).replicator().tell(Replicator.flushChanges());
  }

  private void gossip(Replicator.SubscribeResponse<LWWMap<String, HostReport>> response) {
    if (response instanceof Replicator.Changed<LWWMap<String, HostReport>> changed) {
      reports = changed.get(KEY).getEntries();
      renew();
    }
  }

  private void renewAndLook(Duration later) {
    renew();
    timers.startSingleTimer(new Look(), later);
  }

  private void renew() {
    Instant now = Instant.now();
    Map<String, Host> next = new HashMap<>();
    reports.forEach((id, report) -> next.put(id, standing(id, report, now)));
    hosts.renew(next);
  }

  private Host standing(String id, HostReport report, Instant now) {
    Reach reach = reach(report.address());
    Instant since = hosts.find(id).filter(h -> h.reach() == reach).map(Host::since).orElse(now);
    return new Host(report, reach, since);
  }

  private Reach reach(String address) {
    for (Member member : cluster.state().getMembers()) {
      if (member.address().toString().equals(address)
          && !member.status().equals(MemberStatus.removed())) {
        return cluster.state().getUnreachable().contains(member) ? Reach.UNREACHABLE : Reach.UP;
      }
    }
    return Reach.LEFT;
  }
}
