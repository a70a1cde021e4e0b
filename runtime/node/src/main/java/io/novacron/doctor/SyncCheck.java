package io.novacron.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How long the disk takes to keep what was written: an embedded journal waits for it each time. */
final class SyncCheck implements Check {
  private static final String NAME = "disk";
  private static final int WRITES = 20;
  private static final int WRITE_BYTES = 4_096;
  private static final long SLOW_NANOS = 20_000_000L;

  private final Path data;

  SyncCheck(Path data) {
    this.data = data;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Finding> look() throws IOException {
    Path folder = FolderCheck.existing(data);
    if (!Files.isWritable(folder)) {
      return List.of(Finding.ok(NAME, "time to sync not known, the folder cannot be written to"));
    }
    Path file = Files.createTempFile(folder, "sync", "");
    try {
      return List.of(judge(times(file)));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static long[] times(Path file) throws IOException {
    var times = new long[WRITES];
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < WRITES; i++) {
        long begin = System.nanoTime();
        channel.write(ByteBuffer.allocate(WRITE_BYTES));
        channel.force(false);
        times[i] = System.nanoTime() - begin;
      }
    }
    return times;
  }

  static Finding judge(long[] timesNanos) {
    long[] sorted = timesNanos.clone();
    Arrays.sort(sorted);
    long median = sorted[sorted.length / 2];
    String measured =
        String.format(
            Locale.ROOT,
            "%.2f ms to sync a write (median of %d, worst %.2f ms)",
            median / 1e6,
            sorted.length,
            sorted[sorted.length - 1] / 1e6);
    return median > SLOW_NANOS
        ? Finding.warning(
            NAME,
            measured,
            "Put --data on a disk with less latency, or keep the journal in PostgreSQL elsewhere:"
                + " --database-url")
        : Finding.ok(NAME, measured);
  }
}
