package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Writes guest memory to a file, at the offsets at which the guest sees it. */
final class MemoryDump {
  /** As slow as a disk may be before we take QEMU for hanging. */
  private static final long SLOWEST_BYTES_PER_SECOND = 4 << 20;

  private MemoryDump() {}

  /**
   * @param machine versioned machine type
   * @param bytes of memory that the guest has
   */
  static void write(String machine, long bytes, QmpLink qmp, Path file) {
    Path target = file.toAbsolutePath();
    List<MemoryMap.Piece> pieces = MemoryMap.of(machine, bytes);
    save(qmp, pieces.getFirst(), target);
    for (MemoryMap.Piece piece : pieces.subList(1, pieces.size())) {
      append(qmp, piece, target);
    }
  }

  private static void save(QmpLink qmp, MemoryMap.Piece piece, Path file) {
    var arguments =
        Map.of("val", piece.start(), "size", piece.bytes(), "filename", file.toString());
    qmp.execute(
        "pmemsave", arguments, Duration.ofSeconds(30 + piece.bytes() / SLOWEST_BYTES_PER_SECOND));
  }

  /** QEMU empties the file that it writes, so a further piece goes by a file of its own. */
  private static void append(QmpLink qmp, MemoryMap.Piece piece, Path target) {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      save(qmp, piece, part);
      copy(part, target, piece.start());
    } catch (IOException e) {
      throw new HypervisorException(Kind.FAILED, "cannot write " + target, e);
    } finally {
      deleteQuietly(part);
    }
  }

  static void copy(Path part, Path target, long position) throws IOException {
    try (FileChannel from = FileChannel.open(part);
        FileChannel to = FileChannel.open(target, StandardOpenOption.WRITE)) {
      to.position(position);
      long done = 0;
      while (done < from.size()) {
        done += from.transferTo(done, from.size() - done, to);
      }
    }
  }

  private static void deleteQuietly(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException _) {
      // an extra file is no reason to fail
    }
  }
}
