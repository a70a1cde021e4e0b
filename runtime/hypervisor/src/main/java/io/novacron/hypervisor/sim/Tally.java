package io.novacron.hypervisor.sim;

import io.novacron.hypervisor.MigrationProgress;

/** Keeps count of a migration out. One writer, many readers. */
final class Tally {
  private volatile MigrationProgress now;
  private long startNanos;
  private long dirtiedBytes;

  Tally(long memoryBytes) {
    this.now = new MigrationProgress(0, memoryBytes, memoryBytes, 0, 0);
  }

  MigrationProgress now() {
    return now;
  }

  /**
   * A pass begins over {@code pages}, which but for the first were dirtied since the last one
   * began. An empty pass does not count, unless it is the first.
   */
  void pass(int pages, long nowNanos) {
    boolean first = now.pass() == 0;
    if (!first) {
      dirtiedBytes += bytes(pages);
    }
    startNanos = first ? nowNanos : startNanos;
    long nanos = Math.max(1, nowNanos - startNanos);
    set(
        now.pass() + (pages > 0 || first ? 1 : 0),
        bytes(pages),
        now.writtenBytes(),
        (long) (dirtiedBytes * 1e9 / nanos));
  }

  /** {@code pages} are left of this pass and for the next. */
  void pending(int pages) {
    set(now.pass(), bytes(pages), now.writtenBytes(), rate());
  }

  /** {@code bytes} more were written to the stream. */
  void wrote(int bytes) {
    set(now.pass(), now.remainingBytes(), now.writtenBytes() + bytes, rate());
  }

  private long rate() {
    return now.dirtyBytesPerSecond();
  }

  private void set(int pass, long remainingBytes, long writtenBytes, long dirtyBytesPerSecond) {
    now =
        new MigrationProgress(
            pass, now.totalBytes(), remainingBytes, writtenBytes, dirtyBytesPerSecond);
  }

  private static long bytes(int pages) {
    return (long) pages * GuestMemory.PAGE_BYTES;
  }
}
