package io.novacron.bench;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The first peer: a sharded actor that answers. What it reaches is what the cluster can do. */
final class BareActor {
  static final EntityTypeKey<PeerMessage> TYPE =
      EntityTypeKey.create(PeerMessage.class, "bench-actor");

  private BareActor() {}

  static Behavior<PeerMessage> create() {
    return Behaviors.receiveMessage(message -> {
      if (message instanceof PeerMessage.Ask(var number, var replyTo)) {
        replyTo.tell(new PeerMessage.Answer(number));
      }
      return Behaviors.same();
    });
  }
}
