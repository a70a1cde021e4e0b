package io.novacron.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the data folder is there or can be made, can be written to, and has room. */
final class FolderCheck implements Check {
  private static final String NAME = "disk";
  private static final long MIB = 1L << 20;

  /** For the record of guests, an embedded database that grows, and logs. */
  private static final long LEAST_FREE_MIB = 64;

  private static final long COMFORTABLE_MIB = 1_024;

  private final Path data;

  FolderCheck(Path data) {
    this.data = data;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Level silence() {
    return Level.FAULT;
  }

  @Override
  public List<Finding> look() {
    try {
      Path folder = existing(data);
      Files.delete(Files.createTempFile(folder, "probe", ""));
      FileStore store = Files.getFileStore(folder);
      return List.of(judge(data, store.getUsableSpace() / MIB, store.type()));
    } catch (IOException e) {
      return List.of(unusable(data, e));
    }
  }

  /** The folder, or the one that it would be made in. */
  static Path existing(Path data) {
    Path folder = data.toAbsolutePath();
    for (Path up = folder; up != null; up = up.getParent()) {
      if (Files.exists(up)) {
        return up;
      }
    }
    return folder;
  }

  private static Finding unusable(Path data, IOException why) {
    return Finding.fault(
        NAME,
        "the folder " + data + " cannot be written to: " + why,
        "Give this user the right to, with 'install -d -o "
            + System.getProperty("user.name")
            + " -m 0750 "
            + data
            + "' as root, or name another folder with --data.");
  }

  static Finding judge(Path data, long freeMiB, String kind) {
    String measured = freeMiB + " MiB free on the disk of " + data;
    if (freeMiB < LEAST_FREE_MIB) {
      return Finding.fault(
          NAME,
          measured + ", a node needs " + LEAST_FREE_MIB,
          "Make room there (du -xh " + data + "), or name a folder on another disk with --data.");
    }
    if (kind.equals("tmpfs") || kind.equals("ramfs")) {
      return Finding.warning(
          NAME,
          measured + ", which is memory and gone after a restart of the machine",
          "Name a folder on a disk with --data.");
    }
    return freeMiB < COMFORTABLE_MIB
        ? Finding.warning(NAME, measured, "Make room there: du -xh " + data)
        : Finding.ok(NAME, measured);
  }
}
