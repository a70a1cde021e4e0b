package io.novacron.node;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.pattern.Patterns;

/** Starts the actors of a node from threads that may wait. */
final class Actors {
  /** For anything that an actor system of this process is asked. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final SupervisorStrategy RESTART =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);

  private final ActorSystem<SpawnProtocol.Command> system;

  Actors(ActorSystem<SpawnProtocol.Command> system) {
    this.system = system;
  }

  /** Starts {@code behavior}, which is started again whenever it fails. */
  <T> ActorRef<T> spawn(String name, Behavior<T> behavior) {
    return await(
        AskPattern.ask(
            system,
            (ActorRef<ActorRef<T>> replyTo) ->
                new SpawnProtocol.Spawn<>(supervised(behavior), name, Props.empty(), replyTo),
            PATIENCE,
            system.scheduler()));
  }

  /** Stops {@code actor} and waits until it is no more. */
  void stop(ActorRef<?> actor) {
    var _ = await(Patterns.gracefulStop(Adapter.toClassic(actor), PATIENCE));
  }

  static <T> Behavior<T> supervised(Behavior<T> behavior) {
    return Behaviors.supervise(behavior).onFailure(RESTART);
  }

  /** What {@code stage} comes to; throws what it fails with. */
  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage
          .toCompletableFuture()
          .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
