package io.novacron.init.actor;

import io.novacron.init.Component;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** The parent of a phase's components: passes on what each is told. */
final class PhaseSupervisor {
  /** For one of them. */
  record For(String name, ComponentSupervisor.Command command) {}

  private PhaseSupervisor() {}

  static Behavior<For> create(
      List<Component> components,
      ExecutorService threads,
      ActorRef<ComponentSupervisor.Outcome> boss) {
    return Behaviors.setup(context -> {
      Map<String, ActorRef<ComponentSupervisor.Command>> children = new HashMap<>();
      for (Component component : components) {
        String name = component.spec().name();
        var child = ComponentSupervisor.create(component, threads, boss);
        children.put(name, context.spawn(child, name));
      }
      return Behaviors.receiveMessage(message -> {
        Objects.requireNonNull(children.get(message.name()), message.name())
            .tell(message.command());
        return Behaviors.same();
      });
    });
  }
}
