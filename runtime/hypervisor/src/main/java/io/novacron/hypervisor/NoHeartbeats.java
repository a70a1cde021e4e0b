package io.novacron.hypervisor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The heartbeat of a guest that has none. */
final class NoHeartbeats implements Heartbeats {
  @Override
  public boolean present() {
    return false;
  }

  @Override
  public long count() {
    return 0;
  }

  @Override
  public long lastNanos() {
    throw new IllegalStateException("this guest has no heartbeat");
  }

  @Override
  public CompletionStage<Long> next() {
    return new CompletableFuture<>();
  }
}
