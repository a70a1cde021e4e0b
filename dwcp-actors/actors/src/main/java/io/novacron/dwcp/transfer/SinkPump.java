package io.novacron.dwcp.transfer;

import static io.novacron.dwcp.transfer.TransferException.Kind.CORRUPT;
import static io.novacron.dwcp.transfer.TransferException.Kind.SINK;

import io.novacron.dwcp.amst.Frame;
import io.novacron.dwcp.amst.StreamDigest;
import io.novacron.dwcp.amst.StreamHash;
import io.novacron.dwcp.hde.MalformedPayloadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Writes the stream into the sink and acknowledges only what has been taken there. */
final class SinkPump implements Runnable {
  private static final long NOTHING_NANOS = 1_000_000;

  private final Receiving receiving;
  private final WritableByteChannel sink;
  private final Unpacking unpacking;
  private final StreamHash hash = new StreamHash();

  SinkPump(Receiving receiving, WritableByteChannel sink, Unpacking unpacking) {
    this.receiving = receiving;
    this.sink = sink;
    this.unpacking = unpacking;
  }

  /**
   * On a thread of the system, since it computes. A fault of the disk behind what is held of a
   * guest arrives as an error of the JVM, as does a lack of memory; whatever it is ends the
   * transfer.
   */
  @Override
  public void run() {
    try (var unpacker = unpacking.begin()) {
      @Nullable Frame frame = receiving.awaitNext();
      while (frame instanceof Frame.Data data) {
        write(data, unpacker);
        frame = receiving.awaitNext();
      }
      if (frame instanceof Frame.Fin fin) {
        finish(fin.digest(), unpacker);
      }
    } catch (MalformedPayloadException e) {
      receiving.ending.fail(CORRUPT, "a frame cannot be unpacked: " + e.getMessage(), e);
    } catch (IOException | RuntimeException | Error e) {
      receiving.ending.fail(SINK, "the sink takes no bytes: " + e.getMessage(), e);
    }
  }

  private void write(Frame.Data data, Unpacking.Unpacker unpacker) throws IOException {
    var raw = unpacker.unpack(data.codec(), data.payload(), data.rawBytes());
    hash.update(raw);
    writeAll(raw);
    receiving.written(data);
  }

  private void writeAll(ByteBuffer raw) throws IOException {
    while (raw.hasRemaining()) {
      if (sink.write(raw) == 0) {
        // A channel that does not block; there is nothing better to wait for.
        LockSupport.parkNanos(NOTHING_NANOS);
      }
    }
  }

  /** The sink is closed, so that its owner sees the end, only after the digest was right. */
  private void finish(StreamDigest read, Unpacking.Unpacker unpacker) throws IOException {
    var written = hash.digest();
    if (!written.equals(read)) {
      var story = "the sender read " + read + ", the receiver wrote " + written;
      receiving.ending.fail(CORRUPT, story, null);
      return;
    }
    unpacker.end();
    sink.close();
    receiving.finish(written);
  }
}
