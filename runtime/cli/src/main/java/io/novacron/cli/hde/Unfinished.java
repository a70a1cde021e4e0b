package io.novacron.cli.hde;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file beside the one that is wanted, until it is whole; gone if that never comes. */
final class Unfinished implements AutoCloseable {
  private final Path target;
  private final Path path;

  /**
   * Makes an empty one, under a name that nothing has.
   *
   * @throws IOException if it cannot be made
   */
  Unfinished(Path target) throws IOException {
    this.target = target;
    String name = target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    path = Files.createFile(target.resolveSibling(name));
  }

  Path path() {
    return path;
  }

  void finish() throws IOException {
    Files.move(path, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
