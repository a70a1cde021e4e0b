package io.novacron.pki;

import io.novacron.tls.TlsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One at a time in a folder, among the threads of a JVM and among processes. */
final class FolderLock {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long BETWEEN_MILLIS = 20;

  /** The system's locks are those of a process, so its threads need one of their own. */
  private static final ReentrantLock HERE = new ReentrantLock();

  private FolderLock() {}

  static <T> T holding(Path folder, Supplier<T> work) {
    SafeFiles.folder(folder);
    Path file = folder.resolve(".lock");
    try {
      if (!HERE.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy(file);
      }
      try {
        return alone(file, work);
      } finally {
        HERE.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy(file);
    } catch (IOException e) {
      throw SafeFiles.unwritable(file, e);
    }
  }

  private static <T> T alone(Path file, Supplier<T> work) throws IOException, InterruptedException {
    var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(file, options, SafeFiles.owner("rw-------"));
        var held = lock(channel)) {
      if (held == null) {
        throw busy(file);
      }
      return work.get();
    }
  }

  private static @Nullable FileLock lock(FileChannel channel)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    FileLock held = channel.tryLock();
    while (held == null && System.nanoTime() - until < 0) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
      held = channel.tryLock();
    }
    return held;
  }

  private static TlsException busy(Path file) {
    return new TlsException(
        "The certificates in " + file.getParent() + " are in use",
        "another process holds " + file + " for " + PATIENCE.toSeconds() + " s",
        "Wait for it, or end it.");
  }
}
