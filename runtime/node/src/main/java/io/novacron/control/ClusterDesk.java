package io.novacron.control;

import io.novacron.client.resource.ClusterResource;
import io.novacron.client.resource.MemberResource;
import io.novacron.client.resource.NodeResource;
import io.novacron.control.Hosts.Host;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.Leave;

/** The members of the cluster, as this node sees them. */
final class ClusterDesk {
  private final Cluster cluster;
  private final Hosts hosts;
  private final Resources resources;

  ClusterDesk(Cluster cluster, Hosts hosts, Resources resources) {
    this.cluster = cluster;
    this.hosts = hosts;
    this.resources = resources;
  }

  CompletionStage<List<NodeResource>> nodes() {
    return CompletableFuture.completedStage(
        hosts.all().values().stream().map(resources::node).toList());
  }

  CompletionStage<NodeResource> node(String id) {
    return CompletableFuture.completedStage(resources.node(host(id)));
  }

  CompletionStage<ClusterResource> show() {
    CurrentClusterState state = cluster.state();
    return CompletableFuture.completedStage(
        new ClusterResource(
            StreamSupport.stream(state.getMembers().spliterator(), false)
                .map(member -> shown(member, state))
                .toList(),
            leader(state).map(Address::toString).orElse(null)));
  }

  CompletionStage<ClusterResource> join(String address) {
    Address seed = address(address);
    if (!seed.system().equals(cluster.selfMember().address().system())) {
      throw new Refusal(Refusal.Code.WRONG_STATE, "not a NovaCron cluster: '" + address + "'");
    }
    if (!cluster.selfMember().status().equals(MemberStatus.removed())) {
      throw new Refusal(
          Refusal.Code.WRONG_STATE,
          "this node is in a cluster already; only one started with --seeds none can join");
    }
    cluster.manager().tell(Join.create(seed));
    return show();
  }

  CompletionStage<ClusterResource> leave(String node) {
    cluster.manager().tell(Leave.create(address(host(node).report().address())));
    return show();
  }

  CompletionStage<ClusterResource> down(String node) {
    cluster.manager().tell(new Down(address(host(node).report().address())));
    return show();
  }

  private static Address address(String text) {
    try {
      return AddressFromURIString.parse(text);
    } catch (RuntimeException e) {
      throw new Refusal(
          Refusal.Code.WRONG_STATE,
          "'" + text + "' is no address such as pekko://novacron@10.0.0.1:25520");
    }
  }

  private Host host(String id) {
    return hosts
        .find(id)
        .orElseThrow(() -> new Refusal(Refusal.Code.NOT_FOUND, "there is no node '" + id + "'"));
  }

  private static Optional<Address> leader(CurrentClusterState state) {
    return Optional.ofNullable(state.getLeader());
  }

  private MemberResource shown(Member member, CurrentClusterState state) {
    String address = member.address().toString();
    Optional<HostReport> report =
        hosts.all().values().stream()
            .map(Host::report)
            .filter(r -> r.address().equals(address))
            .findFirst();
    return new MemberResource(
        address,
        report.map(HostReport::id).orElse(null),
        report.map(HostReport::site).orElse(null),
        member.status().toString().toLowerCase(java.util.Locale.ROOT),
        !state.getUnreachable().contains(member),
        leader(state).filter(member.address()::equals).isPresent(),
        member.equals(cluster.selfMember()));
  }
}
