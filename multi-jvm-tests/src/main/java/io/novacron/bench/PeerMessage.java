package io.novacron.bench;

import org.apache.pekko.actor.typed.ActorRef;

/** What the peers are sent, and answer. */
sealed interface PeerMessage {
  /** To the bare actor: answer. */
  record Ask(long number, ActorRef<Answer> replyTo) implements PeerMessage {}

  /** To the bare entity: write one more step of a VM's life, then answer. */
  record Write(long number, ActorRef<Answer> replyTo) implements PeerMessage {}

  /** The number that came with the question. */
  record Answer(long number) implements PeerMessage {}
}
