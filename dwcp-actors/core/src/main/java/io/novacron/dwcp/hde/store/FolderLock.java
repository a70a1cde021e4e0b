package io.novacron.dwcp.hde.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A folder for oneself, among the stores of a JVM and among processes. */
final class FolderLock implements AutoCloseable {
  /**
   * Closing any channel of a file gives up the process's lock on it, so a second store of this JVM
   * must not come as far as opening one.
   */
  private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Path file;
  private final FileChannel channel;
  private final Object identity;

  private FolderLock(Path folder, Path file, FileChannel channel) throws IOException {
    this.folder = folder;
    this.file = file;
    this.channel = channel;
    identity = identity(file);
  }

  /**
   * Takes it.
   *
   * @throws StoreException {@code LOCKED}
   */
  static FolderLock take(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!HERE.add(real)) {
      throw locked(folder, "this process");
    }
    try {
      return lock(real);
    } catch (IOException | RuntimeException e) {
      HERE.remove(real);
      throw e;
    }
  }

  private static FolderLock lock(Path folder) throws IOException {
    Path file = folder.resolve(Layout.LOCK);
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw locked(folder, "another process");
      }
      return new FolderLock(folder, file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static StoreException locked(Path folder, String by) {
    return new StoreException(
        StoreException.Kind.LOCKED, "the store in " + folder + " is in use by " + by);
  }

  private static Object identity(Path file) throws IOException {
    Object key = Files.readAttributes(file, "fileKey").get("fileKey");
    return Objects.requireNonNullElse(key, file);
  }

  /** Whether the folder is still the one that is locked, and not another one by its name. */
  boolean isOurs() throws IOException {
    return channel.isOpen() && identity(file).equals(identity);
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HERE.remove(folder);
    }
  }
}
