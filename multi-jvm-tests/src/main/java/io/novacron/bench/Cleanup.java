package io.novacron.bench;

import io.novacron.multijvm.Leftovers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * What has to end with a benchmark, however that ends: Ctrl-C as well. The last one is the first to
 * end. Nothing is started while it ends or after that, so that nothing stays.
 */
final class Cleanup implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean over;

  Cleanup() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end-of-bench"));
  }

  /**
   * Starts something that is closed at the end.
   *
   * @throws IllegalStateException when that has come: then nothing is started
   */
  synchronized <T extends AutoCloseable> T open(Supplier<T> start) {
    if (over) {
      throw new IllegalStateException("the benchmark is ending");
    }
    T started = start.get();
    open.push(started);
    return started;
  }

  /** Closes something before the end. */
  synchronized void end(AutoCloseable started) {
    if (open.remove(started)) {
      close(started);
    }
  }

  /** Removes a folder before the end, if it is there. */
  synchronized void remove(Path folder) {
    if (!over && Files.isDirectory(folder)) {
      Leftovers.remove(folder);
    }
  }

  @Override
  public synchronized void close() {
    over = true;
    while (!open.isEmpty()) {
      close(open.pop());
    }
  }

  private static void close(AutoCloseable started) {
    try {
      started.close();
    } catch (Exception e) {
      System.err.println("bench: could not end something: " + e);
    }
  }
}
