package io.novacron.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/** Answers {@code /ready} and {@code /startup}; made by Pekko Management. */
public final class ReadyCheck implements Supplier<CompletionStage<Boolean>> {
  private final Readiness readiness;

  public ReadyCheck(ActorSystem system) {
    this.readiness = Readiness.get(Adapter.toTyped(system));
  }

  @Override
  public CompletionStage<Boolean> get() {
    return CompletableFuture.completedStage(readiness.now());
  }
}
