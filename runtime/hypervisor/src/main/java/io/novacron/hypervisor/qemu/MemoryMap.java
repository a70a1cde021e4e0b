package io.novacron.hypervisor.qemu;

import java.util.List;

/**
 * Where a PC's memory lies: below 4 GiB up to the hole for devices, the rest from 4 GiB on (QEMU,
 * hw/i386/pc_piix.c and pc_q35.c: the sizes at which the hole begins, and how large it then is).
 */
final class MemoryMap {
  private static final long GIB = 1L << 30;
  private static final long FOUR_GIB = 4 * GIB;

  private MemoryMap() {}

  /** A run of memory, guest-physical. */
  record Piece(long start, long bytes) {}

  static List<Piece> of(String machine, long memoryBytes) {
    long low = Math.min(memoryBytes, lowBytes(machine, memoryBytes));
    return low == memoryBytes
        ? List.of(new Piece(0, low))
        : List.of(new Piece(0, low), new Piece(FOUR_GIB, memoryBytes - low));
  }

  private static long lowBytes(String machine, long memoryBytes) {
    if (machine.startsWith("pc-q35")) {
      return memoryBytes >= 0xb0000000L ? 2 * GIB : 0xb0000000L;
    }
    return memoryBytes >= 0xe0000000L ? 3 * GIB : 0xe0000000L;
  }
}
