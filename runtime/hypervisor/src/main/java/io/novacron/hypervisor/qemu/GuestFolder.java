package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * What a guest has on disk: {@code <dataDir>/guests/<vm>/} with guest.json, console.log and
 * qemu.log, and a folder of sockets elsewhere, since their paths must be short.
 */
final class GuestFolder {
  private final Path folder;
  private final Path sockets;

  GuestFolder(Path folder, Path sockets) {
    this.folder = folder;
    this.sockets = sockets;
  }

  /** What was last recorded; empty when nothing was, or when it cannot be read. */
  Optional<GuestRecord> record() {
    try {
      return Optional.of(SpecJson.MAPPER.readValue(recordFile().toFile(), GuestRecord.class));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Records durably, and whole or not at all. */
  void record(GuestRecord guest) {
    try {
      Path draft = folder.resolve("guest.json.new");
      write(draft, SpecJson.MAPPER.writeValueAsBytes(guest));
      Files.move(draft, recordFile(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new HypervisorException(Kind.FAILED, "cannot write " + recordFile(), e);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (var channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.write(ByteBuffer.wrap(bytes));
      channel.force(true);
    }
  }

  /** Makes room for a new guest: folders there, logs and sockets of an earlier one gone. */
  void prepare() {
    try {
      Files.createDirectories(folder);
      removeTraces();
      Files.deleteIfExists(console());
      Files.deleteIfExists(log());
      SocketRoom.create(sockets);
    } catch (IOException e) {
      throw new HypervisorException(Kind.FAILED, "cannot prepare " + folder, e);
    }
  }

  /** Removes all but the logs. */
  void removeTraces() {
    try {
      Files.deleteIfExists(recordFile());
      for (Path socket : List.of(monitor(), migration())) {
        Files.deleteIfExists(socket);
      }
      Files.deleteIfExists(sockets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path recordFile() {
    return folder.resolve("guest.json");
  }

  Path console() {
    return folder.resolve("console.log");
  }

  /** What QEMU itself says. */
  Path log() {
    return folder.resolve("qemu.log");
  }

  Path monitor() {
    return sockets.resolve("q");
  }

  Path migration() {
    return sockets.resolve("m");
  }
}
