package io.novacron.bench.corpus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A disk with a table of files, their blocks one after the other, and a log at its end. */
final class DiskImage {
  private static final int BLOCK = 4096;
  private static final int FILE_BYTES = 256;
  private static final int OLD = 1_764_000_000;
  private static final int NEW = 1_765_000_000;

  private final ByteBuffer disk;
  private final Chance chance;
  private final int tableBegin;
  private final int dataBegin;
  private final int logBegin;
  private int table;
  private int data;
  private int logEnd;

  DiskImage(int mib, long seed, List<byte[]> files) {
    disk = ByteBuffer.allocate(mib << 20).order(ByteOrder.LITTLE_ENDIAN);
    chance = new Chance(seed);
    tableBegin = disk.capacity() / 128;
    table = tableBegin;
    dataBegin = disk.capacity() / 16;
    data = dataBegin;
    logBegin = disk.capacity() / 10 * 9 & -BLOCK;
    logEnd = logBegin;
    files.forEach(file -> add(file, OLD));
    log(20_000);
  }

  byte[] bytes() {
    return disk.array();
  }

  /** Nothing if there is no room. */
  private void add(byte[] file, int time) {
    if (table + FILE_BYTES < dataBegin && data + file.length < logBegin) {
      describe(table, file.length, time);
      table += FILE_BYTES;
      store(file);
    }
  }

  private void describe(int at, int bytes, int time) {
    disk.putInt(at, 0x81a4).putInt(at + 4, bytes).putInt(at + 8, time).putInt(at + 16, time);
    disk.putInt(at + 28, bytes / 512).putInt(at + 32, 0x80000).putInt(at + 40, 0xf30a);
    disk.putInt(at + 56, data / BLOCK).putLong(at + 120, chance.next() & 0xffff_ffffL);
  }

  /** What is left of the last block stays zero. */
  private void store(byte[] file) {
    disk.put(data, file);
    data += file.length + BLOCK - 1 & -BLOCK;
  }

  /** One file of {@code oneIn} gets its next version, in new blocks; some are new; logs grow. */
  void upgrade(List<byte[]> files, int oneIn, List<byte[]> added) {
    for (int i = 0; i < files.size(); i++) {
      byte[] next = ImageFiles.next(chance, files.get(i));
      if (chance.oneIn(oneIn) && data + next.length < logBegin) {
        describe(tableBegin + i * FILE_BYTES, next.length, NEW);
        store(next);
      }
    }
    added.forEach(file -> add(file, NEW));
    log(4000);
  }

  private void log(int lines) {
    for (int i = 0; i < lines; i++) {
      byte[] line = Words.ascii(Words.line(chance, 1_765_000_000_000L + logEnd));
      if (logEnd + line.length < disk.capacity()) {
        disk.put(logEnd, line);
        logEnd += line.length;
      }
    }
  }
}
