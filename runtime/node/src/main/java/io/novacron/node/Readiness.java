package io.novacron.node;

import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/** Whether a node can serve; asked by the health checks of Pekko Management. */
public final class Readiness implements Extension {
  private static final Id ID = new Id();

  private volatile BooleanSupplier ready = () -> false;

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

  /** From now on {@code check} says so; it must not block. */
  void is(BooleanSupplier check) {
    ready = check;
  }

  /** Whether it can serve now. */
  public boolean now() {
    return ready.getAsBoolean();
  }
}
