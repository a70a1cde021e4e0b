package io.novacron.hypervisor.qemu;

import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import io.novacron.vm.VmId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folders of all guests of a driver, which belong to one driver at a time. */
final class GuestFolders implements AutoCloseable {
  private final Path guests;
  private final Path socketRoot;
  private final FileChannel lock;

  private GuestFolders(Path guests, Path socketRoot, FileChannel lock) {
    this.guests = guests;
    this.socketRoot = socketRoot;
    this.lock = lock;
  }

  /**
   * @throws HypervisorException {@code FAILED} when another driver uses {@code dataDir}
   */
  static GuestFolders open(Path dataDir, Path socketRoot) {
    try {
      Path guests = Files.createDirectories(folder(dataDir));
      return new GuestFolders(guests.toRealPath(), socketRoot, lock(guests.resolve(".lock")));
    } catch (IOException e) {
      throw new HypervisorException(Kind.FAILED, "cannot use " + dataDir, e);
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new IOException("another driver holds " + file);
    }
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  GuestFolder of(VmId vm) {
    Path folder = guests.resolve(vm.value());
    return new GuestFolder(folder, SocketRoom.under(socketRoot, folder));
  }

  /** VMs that have a record here, whether they live or not. */
  List<VmId> recorded() {
    return recorded(guests);
  }

  /** The same, for whoever does not use the folder. */
  static List<VmId> recordedIn(Path dataDir) {
    Path guests = folder(dataDir);
    return Files.isDirectory(guests) ? recorded(guests) : List.of();
  }

  private static Path folder(Path dataDir) {
    return dataDir.toAbsolutePath().resolve("guests");
  }

  private static List<VmId> recorded(Path guests) {
    try (Stream<Path> folders = Files.list(guests)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("guest.json")))
          .map(folder -> String.valueOf(folder.getFileName()))
          .filter(VmId::isValid)
          .map(VmId::new)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new HypervisorException(Kind.FAILED, "cannot list " + guests, e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException _) {
      // the lock goes with the process at the latest
    }
  }
}
