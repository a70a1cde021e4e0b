package io.novacron.control;

import io.novacron.migration.Order;
import io.novacron.vm.VmId;
import io.novacron.vm.VmOrder;
import io.novacron.wire.Wire;
import org.apache.pekko.actor.typed.ActorRef;

/** What can be sent to the agent of a host. It answers entities with reports, through sharding. */
public sealed interface AgentCommand extends Wire {
  /** A VM wants something done to its guest. */
  record Guest(VmId vm, VmOrder order) implements AgentCommand {}

  /** A migration wants something done. */
  record Carry(Order order) implements AgentCommand {}

  /** A VM has judged a guest that the agent has found. */
  record Judged(VmCommand.Judgement judgement) implements AgentCommand {}

  /** The target of a migration out of this host has come to life. */
  record TargetLives(String migration, boolean beat) implements AgentCommand {}

  /** The last bytes of a guest's console. */
  record Console(VmId vm, int bytes, ActorRef<GuestAnswer> replyTo) implements AgentCommand {}

  /** Figures of a guest. */
  record Statistics(VmId vm, ActorRef<GuestAnswer> replyTo) implements AgentCommand {}

  /** Looks at what runs here, and asks the VMs about it. */
  record Sweep() implements AgentCommand {}

  /** Tells the cluster how this host stands, if that has changed. */
  record Publish() implements AgentCommand {}

  /** Answer about a guest. */
  sealed interface GuestAnswer extends Wire {}

  /** What it wrote last; each char is one byte (ISO 8859-1). */
  record ConsoleText(String bytes) implements GuestAnswer {}

  /** Its figures; units in the names. */
  record Figures(long memoryBytes, long residentBytes, long cpuNanos, long uptimeMillis)
      implements GuestAnswer {}

  /** There is no guest of that VM here, or it does not answer. */
  record NoGuest(String reason) implements GuestAnswer {}
}
