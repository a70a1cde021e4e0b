package io.novacron.control;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The hosts of the cluster as this node sees them; a snapshot that {@link HostDirectory} renews.
 * Safe for threads.
 */
public final class Hosts {
  /** How a host stands with this node. */
  public enum Reach {
    UP,
    UNREACHABLE,
    LEFT
  }

  /**
   * A host.
   *
   * @param since when it came to stand so, as seen by this node
   */
  public record Host(HostReport report, Reach reach, Instant since) {
    /** Its name. */
    public String id() {
      return report.id();
    }

    /** Whether it answers. */
    public boolean reachable() {
      return reach == Reach.UP;
    }

    /** Since when it does not answer; empty while it does. */
    public Optional<Instant> unreachableSince() {
      return reachable() ? Optional.empty() : Optional.of(since);
    }
  }

  private volatile Map<String, Host> byId = Map.of();

  /** All hosts, by id in order. */
  public Map<String, Host> all() {
    return byId;
  }

  /** The host {@code id}. */
  public Optional<Host> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Who acts on the host {@code id}; empty when it is not known, out of reach or gone. */
  public Optional<ActorRef<AgentCommand>> agent(String id) {
    return find(id).filter(Host::reachable).map(host -> host.report().agent());
  }

  void renew(Map<String, Host> hosts) {
    byId = java.util.Collections.unmodifiableMap(new TreeMap<>(hosts));
  }
}
