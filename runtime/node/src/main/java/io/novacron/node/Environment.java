package io.novacron.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether this machine has what a node needs before anything is started on it. */
final class Environment {
  private static final long MIB = 1L << 20;

  /** For the record of guests, an embedded database that grows, and logs. */
  private static final long LEAST_FREE_MIB = 64;

  private Environment() {}

  /**
   * @throws StartException when something is missing, with what to do about it
   */
  static void check(NodeSettings settings) {
    Path data = settings.data();
    try {
      Files.createDirectories(data);
      Files.delete(Files.createTempFile(data, "probe", ""));
      demandRoom(data, Files.getFileStore(data).getUsableSpace() / MIB);
    } catch (IOException e) {
      throw new StartException(
          "The folder " + data + " cannot be written to",
          e.toString(),
          "Give this user the right to, or name another folder with --data.");
    }
  }

  private static void demandRoom(Path data, long freeMiB) {
    if (freeMiB < LEAST_FREE_MIB) {
      throw new StartException(
          "The disk of " + data + " is full",
          freeMiB + " MiB are free, and a node needs " + LEAST_FREE_MIB,
          "Make room there, or name a folder on another disk with --data.");
    }
  }
}
