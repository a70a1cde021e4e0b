package io.novacron.control;

import io.novacron.control.Hosts.Host;
import io.novacron.control.Hosts.Reach;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.ClusterEvent.ClusterDomainEvent;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.ClusterEvent.ReachableMember;
import org.apache.pekko.cluster.ClusterEvent.UnreachableMember;
import org.apache.pekko.cluster.UniqueAddress;
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

  /** What the directory hears. */
  public sealed interface Command {}

  /** This host has changed. */
  public record Publish(HostReport report) implements Command {}

  private record Gossip(Replicator.SubscribeResponse<LWWMap<String, HostReport>> response)
      implements Command {}

  private record Written(Replicator.UpdateResponse<LWWMap<String, HostReport>> response)
      implements Command {}

  private record Membership(ClusterDomainEvent event) implements Command {}

  private final Hosts hosts;

  /**
   * Each with whether it is reachable: kept from events, which the cluster's own state lags behind.
   */
  private final Map<UniqueAddress, Boolean> members = new HashMap<>();

  private final SelfUniqueAddress self;
  private final ReplicatorMessageAdapter<Command, LWWMap<String, HostReport>> replicator;
  private Map<String, HostReport> reports = Map.of();

  private HostDirectory(
      ActorContext<Command> context,
      Hosts hosts,
      ReplicatorMessageAdapter<Command, LWWMap<String, HostReport>> replicator) {
    super(context);
    this.hosts = hosts;
    this.self = DistributedData.get(context.getSystem()).selfUniqueAddress();
    this.replicator = replicator;
    replicator.subscribe(KEY, Gossip::new);
    Cluster.get(context.getSystem())
        .subscriptions()
        .tell(
            Subscribe.create(
                context.messageAdapter(ClusterDomainEvent.class, Membership::new),
                ClusterDomainEvent.class));
  }

  /** Keeps {@code hosts}. */
  public static Behavior<Command> create(Hosts hosts) {
    return Behaviors.setup(context ->
        DistributedData.withReplicatorMessageAdapter(
            (ReplicatorMessageAdapter<Command, LWWMap<String, HostReport>> replicator) ->
                new HostDirectory(context, hosts, replicator)));
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
      case Membership(var event) -> {
        note(event);
        renew();
      }
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

  /** Whoever subscribes is told of all that is so, by events, first. */
  private void note(ClusterDomainEvent event) {
    switch (event) {
      case MemberRemoved gone -> members.remove(gone.member().uniqueAddress());
      case MemberEvent change -> members.putIfAbsent(change.member().uniqueAddress(), true);
      case UnreachableMember lost -> members.put(lost.member().uniqueAddress(), false);
      case ReachableMember back -> members.replace(back.member().uniqueAddress(), true);
      default -> {}
    }
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
    Reach reach = Reach.LEFT;
    for (var member : members.entrySet()) {
      if (member.getKey().address().toString().equals(address)) {
        reach = member.getValue() ? Reach.UP : Reach.UNREACHABLE;
      }
    }
    return reach;
  }
}
