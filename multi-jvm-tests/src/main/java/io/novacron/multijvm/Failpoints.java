package io.novacron.multijvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Halts migrations at their turning points, so that a test can break something exactly there. It
 * speaks to nodes by files of a folder that they were given with {@code --failpoints}: {@code
 * p.arm} arms the point {@code p}, a node that halts there writes {@code p.reached}, and {@code
 * p.go} lets everybody go on. A point has the name of a migration's state, such as {@code
 * prepared}; an armed one halts every migration, and {@code prepared@web1} that of the VM web1.
 */
public final class Failpoints {
  private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

  private final Path folder;

  private Failpoints(Path folder) {
    this.folder = folder;
  }

  /** Points of a cluster whose nodes share {@code folder}, which is made if need be. */
  public static Failpoints in(Path folder) {
    try {
      return new Failpoints(Files.createDirectories(folder).toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What nodes are given. */
  public Path folder() {
    return folder;
  }

  /** From now on migrations halt at {@code point}. */
  public Failpoints arm(String point) {
    disarm(point);
    write(point + ".arm");
    return this;
  }

  /** Whether a migration has halted at {@code point} since it was armed. */
  public boolean reached(String point) {
    return Files.exists(folder.resolve(point + ".reached"));
  }

  /**
   * Waits for a migration to halt at {@code point}.
   *
   * @throws IllegalStateException when none has within {@code limit}
   */
  public void awaitReached(String point, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!reached(point)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "no migration has come to '" + point + "' within " + limit.toSeconds() + " s");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Lets go what has halted at {@code point}, and everything that comes there later. */
  public void release(String point) {
    write(point + ".go");
  }

  /** As if {@code point} had never been armed. */
  public void disarm(String point) {
    try {
      // The order in which a node cannot halt again in between.
      Files.deleteIfExists(folder.resolve(point + ".arm"));
      Files.deleteIfExists(folder.resolve(point + ".reached"));
      Files.deleteIfExists(folder.resolve(point + ".go"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name) {
    try {
      Files.writeString(folder.resolve(name), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
