package io.novacron.agent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs blocking work on virtual threads, one at a time and in order within a lane. Work that is
 * already waiting or running in its lane is not queued again, which bounds a lane by the number of
 * different things that can be asked. Work that fails is logged, and its lane goes on. Safe for
 * threads.
 */
final class Lanes {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final ExecutorService threads;
  private final Map<String, LinkedHashMap<Object, Runnable>> waiting = new HashMap<>();
  private final Set<String> busy = new HashSet<>();
  private final Map<String, Object> running = new HashMap<>();

  Lanes(ExecutorService threads) {
    this.threads = threads;
  }

  /** Runs {@code work}, named {@code what}, when the lane is free. */
  void submit(String lane, Object what, Runnable work) {
    synchronized (this) {
      if (what.equals(running.get(lane))) {
        return;
      }
      waiting.computeIfAbsent(lane, _ -> new LinkedHashMap<>()).putIfAbsent(what, work);
      if (!busy.add(lane)) {
        return;
      }
    }
    try {
      threads.execute(() -> drain(lane));
    } catch (RejectedExecutionException e) {
      abandon(lane);
    }
  }

  private void drain(String lane) {
    for (Runnable next = next(lane); next != null; next = next(lane)) {
      attempt(lane, next);
    }
  }

  /** Without this the lane would stay busy for ever, and take nothing again. */
  private static void attempt(String lane, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.error("work in lane {} failed", lane, e);
    }
  }

  private synchronized @org.jspecify.annotations.Nullable Runnable next(String lane) {
    LinkedHashMap<Object, Runnable> queue = waiting.get(lane);
    if (queue == null || queue.isEmpty()) {
      abandon(lane);
      return null;
    }
    var first = queue.pollFirstEntry();
    running.put(lane, first.getKey());
    return first.getValue();
  }

  private synchronized void abandon(String lane) {
    waiting.remove(lane);
    running.remove(lane);
    busy.remove(lane);
  }
}
