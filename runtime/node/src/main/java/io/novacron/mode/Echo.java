package io.novacron.mode;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/** Answers pings, and is found by all nodes of the cluster. */
final class Echo {
  static final ServiceKey<Ping> KEY = ServiceKey.create(Ping.class, "novacron-echo");

  private Echo() {}

  static Behavior<Ping> create() {
    return Behaviors.setup(context -> {
      var receptionist = context.getSystem().receptionist();
      receptionist.tell(Receptionist.register(KEY, context.getSelf()));
      return Behaviors.receiveMessage(ping -> {
        ping.replyTo().tell(new Pong(ping.number()));
        return Behaviors.same();
      });
    });
  }
}
