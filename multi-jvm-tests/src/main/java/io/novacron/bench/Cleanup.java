package io.novacron.bench;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to end with a benchmark, however that ends: Ctrl-C as well. The last one is the first to
 * end.
 */
final class Cleanup implements AutoCloseable {
  /** Ends something, whether it is still to be done or was done before. */
  interface Entry extends AutoCloseable {
    @Override
    void close();
  }

  private final Deque<Entry> open = new ArrayDeque<>();
  private boolean over;

  Cleanup() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end-of-bench"));
  }

  /** Has it closed at the end, or before that by closing what is returned. */
  Entry add(AutoCloseable resource) {
    Entry entry = entry(resource);
    if (!isAdded(entry)) {
      entry.close();
      throw new IllegalStateException("the benchmark is ending");
    }
    return () -> {
      remove(entry);
      entry.close();
    };
  }

  private static Entry entry(AutoCloseable resource) {
    return () -> {
      try {
        resource.close();
      } catch (Exception e) {
        System.err.println("bench: could not end something: " + e);
      }
    };
  }

  private synchronized boolean isAdded(Entry entry) {
    if (!over) {
      open.push(entry);
    }
    return !over;
  }

  private synchronized void remove(Entry entry) {
    open.remove(entry);
  }

  @Override
  public synchronized void close() {
    over = true;
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
