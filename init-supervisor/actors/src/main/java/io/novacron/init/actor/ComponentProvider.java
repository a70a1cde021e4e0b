package io.novacron.init.actor;

import io.novacron.init.Component;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Adds components to a node. A plugin names its provider in {@code
 * META-INF/services/io.novacron.init.actor.ComponentProvider} of a jar on the node's class path; an
 * application that embeds a node hands its own over. They may need those of the node, by name
 * ({@code novacron boot report} lists them), and are started, retried, stopped and shown like them.
 */
@FunctionalInterface
public interface ComponentProvider {
  /** Components of a node whose actor system is {@code system}; nothing may be started here. */
  List<Component> components(ActorSystem<?> system);
}
