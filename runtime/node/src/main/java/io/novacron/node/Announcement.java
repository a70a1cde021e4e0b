package io.novacron.node;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;

/** Has systemd know how a node stands, for as long as it lives. */
final class Announcement {
  /** An actor system that runs nothing for so long hangs. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Announcement() {}

  /**
   * Says that the node is ready, later that it ends, and in between that it lives.
   *
   * @param sentence about its boot
   */
  static void accompany(ActorSystem<?> system, Systemd systemd, String sentence) {
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind(),
            "tell-systemd",
            () -> {
              systemd.stopping("leaves its cluster; guests that can live on their own do");
              return CompletableFuture.completedFuture(Done.done());
            });
    systemd.ready(sentence);
    systemd.watch(() -> answers(system));
  }

  /** Whether the threads that all actors share still take up work. */
  private static boolean answers(ActorSystem<?> system) {
    var done = new CompletableFuture<Boolean>();
    system.executionContext().execute(() -> done.complete(true));
    try {
      return done.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
