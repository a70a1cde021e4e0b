package io.novacron.control;

import io.novacron.vm.Decision;
import io.novacron.vm.Observed;
import io.novacron.vm.Report;
import io.novacron.vm.Request;
import io.novacron.vm.Verb;
import io.novacron.vm.Verdict;
import io.novacron.vm.VmRecord;
import io.novacron.wire.Wire;
import org.apache.pekko.actor.typed.ActorRef;

/** What can be sent to the entity of a VM. */
public sealed interface VmCommand extends Wire {
  /** A user's verb. */
  record Ask(Verb verb, Request request, ActorRef<Answer> replyTo) implements VmCommand {}

  /** What the house has to tell it. */
  record Tell(Report report) implements VmCommand {}

  /**
   * A host has found a guest of it: what is to become of that?
   *
   * @param stamp of the host's own, that comes back with the answer
   */
  record Judge(Observed guest, long stamp, ActorRef<Judgement> replyTo) implements VmCommand {}

  /** How it stands. */
  record Get(ActorRef<Answer> replyTo) implements VmCommand {}

  /** Goes on with what is open: told by the sweeper after a crash. */
  record Wake() implements VmCommand {}

  /** Time has passed. */
  record Tick() implements VmCommand {}

  /** Answer to {@link Ask} and {@link Get}: the decision, and the record after it. */
  sealed interface Answer extends Wire {}

  /** What was decided, and how the VM stands after it. */
  record Decided(Decision decision, VmRecord record) implements Answer {}

  /** Its journal holds something that this version cannot read; nothing may be decided on it. */
  record Unreadable(String reason) implements Answer {}

  /** Answer to {@link Judge}. */
  record Judgement(String vm, Observed guest, long stamp, Verdict verdict) implements Wire {}
}
