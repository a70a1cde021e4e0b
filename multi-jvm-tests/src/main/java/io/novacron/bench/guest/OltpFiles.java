package io.novacron.bench.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The first file system of the guest. Linux keeps its files in memory, as page cache. */
final class OltpFiles {
  private static final List<String> FOLDERS =
      List.of(
          "bin",
          "content",
          "dev",
          "etc",
          "proc",
          "sys",
          "tmp",
          "var",
          "var/log",
          "var/spool",
          "var/spool/cron");

  private final CpioArchive archive;
  private final Set<String> folders = new HashSet<>();

  OltpFiles(CpioArchive archive) {
    this.archive = archive;
  }

  /**
   * @param budget bytes of content: files go in that fit into what is left
   */
  void write(OltpParts parts, long budget) throws IOException {
    for (String name : FOLDERS) {
      folder(name);
    }
    Path busybox = parts.busybox().file("bin/busybox", "usr/bin/busybox");
    archive.characterDevice("dev/console", 5, 1);
    archive.file("bin/busybox", Files.readAllBytes(busybox), true);
    archive.file("bin/oltp", OltpGuest.program(), true);
    archive.file("init", OltpGuest.resource("init"), true);
    long left = budget;
    for (DebianPackage one : parts.content()) {
      left = write(one, left);
    }
  }

  /**
   * @return what is left of the budget
   */
  private long write(DebianPackage one, long budget) throws IOException {
    long left = budget;
    for (Path file : one.files()) {
      long bytes = Files.size(file);
      if (bytes <= left) {
        left -= bytes;
        String name = "content/" + one.name() + "/" + one.root().relativize(file);
        folder(name.substring(0, name.lastIndexOf('/')));
        archive.file(name, Files.readAllBytes(file), Files.isExecutable(file));
      }
    }
    return left;
  }

  private void folder(String name) throws IOException {
    if (folders.add(name)) {
      int parent = name.lastIndexOf('/');
      if (parent > 0) {
        folder(name.substring(0, parent));
      }
      archive.folder(name);
    }
  }
}
