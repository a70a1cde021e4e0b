package io.novacron.dwcp.hde.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room a disk has. */
@FunctionalInterface
interface FreeSpace {
  /** What the system says of the disk that a folder is on. */
  FreeSpace OF_DISK = folder -> Files.getFileStore(folder).getUsableSpace();

  /** Bytes that may be written below {@code folder}. */
  long bytes(Path folder) throws IOException;
}
