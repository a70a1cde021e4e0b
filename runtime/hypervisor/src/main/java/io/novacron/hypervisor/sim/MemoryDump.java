package io.novacron.hypervisor.sim;

import io.novacron.hypervisor.HypervisorException;
import io.novacron.hypervisor.HypervisorException.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Writes the memory of a guest to a file, which has holes where the memory was never written. */
final class MemoryDump {
  private MemoryDump() {}

  static void write(SimulatedGuest guest, Path file) {
    int pages = guest.withStill(m -> m.memory().pages());
    try (var out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(0);
      out.setLength((long) pages * GuestMemory.PAGE_BYTES);
      byte[] chunk = new byte[GuestMemory.CHUNK_BYTES];
      for (int first = 0; first < pages; first += GuestMemory.CHUNK_PAGES) {
        int page = first;
        if (guest.withStill(m -> read(m.memory(), page, chunk))) {
          out.seek((long) first * GuestMemory.PAGE_BYTES);
          out.write(chunk);
        }
      }
    } catch (IOException e) {
      throw new HypervisorException(Kind.FAILED, "cannot write " + file + ": " + e, e);
    }
  }

  /** Reads the chunk that begins with page {@code first}; false when it was never written. */
  private static boolean read(GuestMemory memory, int first, byte[] chunk) {
    if (!memory.isResident(first)) {
      return false;
    }
    for (int i = 0; i < GuestMemory.CHUNK_PAGES; i++) {
      memory.get(first + i, chunk, i * GuestMemory.PAGE_BYTES);
    }
    return true;
  }
}
