package io.novacron.hypervisor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Carries a migration stream from a source to a target as fast as both can, on its own thread. */
public final class MigrationPump {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final ReadableByteChannel from;
  private final WritableByteChannel to;
  private final long cutAfterBytes;
  private final CompletableFuture<Long> carried = new CompletableFuture<>();

  private MigrationPump(ReadableByteChannel from, WritableByteChannel to, long cutAfterBytes) {
    this.from = from;
    this.to = to;
    this.cutAfterBytes = cutAfterBytes;
  }

  /** Begins to carry everything. */
  public static MigrationPump start(OutgoingMigration from, IncomingGuest to) {
    return start(from, to, Long.MAX_VALUE);
  }

  /** Begins to carry, and closes both ends about {@code cutAfterBytes} later, end or not. */
  public static MigrationPump start(OutgoingMigration from, IncomingGuest to, long cutAfterBytes) {
    var pump = new MigrationPump(from.stream(), to.stream(), cutAfterBytes);
    Thread.ofVirtual().name("pump").start(pump::run);
    return pump;
  }

  /** Completes with the bytes that were carried when the pump ends, for good or ill. */
  public CompletionStage<Long> carried() {
    return carried;
  }

  private void run() {
    long bytes = 0;
    try (from;
        to) {
      ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES);
      while (bytes < cutAfterBytes && from.read(buffer) >= 0) {
        bytes += write(buffer.flip());
        buffer.clear();
      }
      carried.complete(bytes);
    } catch (IOException | RuntimeException e) {
      carried.completeExceptionally(e);
    }
  }

  private int write(ByteBuffer buffer) throws IOException {
    int bytes = buffer.remaining();
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
    return bytes;
  }
}
