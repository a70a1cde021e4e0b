package io.novacron.hypervisor.sim;

import io.novacron.hypervisor.Heartbeats;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts the beats of one guest. Beats come one at a time; readers may be many. */
final class BeatCounter implements Heartbeats {
  private record Beats(long count, long lastNanos) {}

  private volatile Beats seen = new Beats(0, 0);
  private final AtomicReference<@Nullable CompletableFuture<Long>> awaited =
      new AtomicReference<>();

  /** A beat arrives; who waits for it is told on another thread. */
  void beat(long nanos) {
    seen = new Beats(seen.count + 1, nanos);
    CompletableFuture<Long> waiting = awaited.getAndSet(null);
    if (waiting != null) {
      var _ = waiting.completeAsync(() -> nanos);
    }
  }

  @Override
  public boolean present() {
    return true;
  }

  @Override
  public long count() {
    return seen.count;
  }

  @Override
  public long lastNanos() {
    Beats beats = seen;
    if (beats.count == 0) {
      throw new IllegalStateException("no beat has arrived yet");
    }
    return beats.lastNanos;
  }

  @Override
  public CompletionStage<Long> next() {
    var fresh = new CompletableFuture<Long>();
    CompletableFuture<Long> waiting = awaited.updateAndGet(w -> w == null ? fresh : w);
    return waiting == null ? fresh : waiting.copy();
  }
}
