package io.novacron.dwcp.transfer;

import static io.novacron.dwcp.transfer.TransferException.Kind.SOURCE;

import io.novacron.dwcp.amst.StreamHash;
import io.novacron.dwcp.hde.PayloadCompressor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads the source no faster than the window allows, which is what a hypervisor takes for the speed
 * of the link. Whatever one read gives is sent at once, since the source may be silent thereafter.
 */
final class SourcePump implements Runnable {
  private static final long NOTHING_NANOS = 1_000_000;

  private final Sending sending;
  private final ReadableByteChannel source;
  private final StreamHash hash = new StreamHash();
  private final ByteBuffer raw;

  SourcePump(Sending sending, ReadableByteChannel source) {
    this.sending = sending;
    this.source = source;
    this.raw = ByteBuffer.allocate(sending.options.frameBytes());
  }

  @Override
  public void run() {
    try (var compressor = new PayloadCompressor(sending.options.zstdLevel())) {
      int room = sending.awaitRoom();
      while (room > 0 && read(room)) {
        forward(compressor);
        room = sending.awaitRoom();
      }
      if (room > 0) {
        sending.finish(hash.digest());
      }
    } catch (IOException | RuntimeException e) {
      sending.ending.fail(SOURCE, "the source cannot be read: " + e.getMessage(), e);
    }
  }

  private boolean read(int room) throws IOException {
    raw.clear().limit(room);
    int got = source.read(raw);
    while (got == 0) {
      // A channel that does not block; there is nothing better to wait for.
      LockSupport.parkNanos(NOTHING_NANOS);
      got = source.read(raw);
    }
    raw.flip();
    return got > 0;
  }

  private void forward(PayloadCompressor compressor) {
    hash.update(raw);
    var packed = compressor.pack(raw);
    sending.append(packed.codec(), packed.payload(), raw.remaining());
  }
}
