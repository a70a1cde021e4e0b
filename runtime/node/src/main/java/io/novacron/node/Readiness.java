package io.novacron.node;

import io.novacron.init.Health;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/** How the components of a node do, as of the last change; asked by whoever probes it. */
public final class Readiness implements Extension {
  private static final Id ID = new Id();

  private volatile Health health = new Health(false, List.of());

  private static final class Id extends ExtensionId<Readiness> {
    @Override
    public Readiness createExtension(ActorSystem<?> system) {
      return new Readiness();
    }
  }

  /** That of {@code system}. */
  public static Readiness get(ActorSystem<?> system) {
    return ID.apply(system);
  }

  void note(Health now) {
    health = now;
  }

  /** How each component does. */
  public Health health() {
    return health;
  }

  /** Whether the node serves now. */
  public boolean now() {
    return health.ready();
  }
}
